package import BenefitPlan
import FilmModel

/// Changes what is kept of the plan: versions, signatures, used days, confirmations. Only what all Trusts share, so it
/// needs somebody who may act for all.
package struct PlanDesk {
    let store: PlanStore
    let actor: Actor

    package init(_ workspace: Workspace, actor: Actor) {
        store = PlanStore(workspace)
        self.actor = actor
    }

    /// Takes a folder of plan files in as the next version, all or nothing. Throws `PlanImportError` with every fault.
    package func take(_ folder: String, reason: String?) throws -> PlanStore.Taken {
        try actor.require(.finance)
        return try store.take(
            folder, by: actor.name, reason: try PlainOption.reason("--reason", reason), at: .now())
    }

    /// A signature, and what it stands in the place of.
    package struct Signed {
        package let signature: PlanSignature
        /// The plan's version that was signed.
        package let version: PlanVersion
        /// The same party's earlier one, where another person gave it.
        package let replaced: PlanSignature?
    }

    /// Records a party's yes to the plan in force.
    ///
    /// `typed`: the Cluster or SHA that is signed for, as a person writes it.
    package func sign(
        as party: SigningParty, for typed: String, name: String, note: String?
    ) throws -> Signed {
        try actor.require(.finance)
        let (plan, version) = try store.current()
        let (level, code) = try unit(typed, of: plan, signedBy: party)
        guard let name = try PlainOption.name("--name", name) else {
            throw WorkspaceError.usage("a signature needs a name", remedy: "--name \"First Last\"")
        }
        let signature = PlanSignature(
            party: party, level: level, code: code, name: name, at: .now(), by: actor.name,
            digest: version.digest, note: try PlainOption.reason("--note", note))
        let before = try store.signatures().last {
            $0.party == party && $0.level == level && $0.code == code && $0.digest == version.digest
        }
        try store.sign(signature)
        return Signed(
            signature: signature, version: version, replaced: before.flatMap { $0.name == name ? nil : $0 })
    }

    /// The unit that is meant, where the party signs for such a one.
    private func unit(
        _ typed: String, of plan: Plan, signedBy party: SigningParty
    ) throws -> (PlanLevel, String) {
        let (cluster, sha) = (plan.cluster(typed: typed), plan.sha(typed: typed))
        if party != .sha, let cluster { return (.cluster, cluster.code) }
        if party == .sha || party == .clinical, let sha { return (.sha, sha.code) }
        guard cluster != nil || sha != nil else {
            throw WorkspaceError.notFound(
                "the plan has no Cluster and no SHA \(typed)", remedy: "see `filmmigrate plan show`")
        }
        throw WorkspaceError.usage(
            "\(typed) is no unit that \(party.rawValue) signs for",
            remedy: "lsp and cluster sign for a Cluster, sha for an SHA, clinical for either")
    }
}
