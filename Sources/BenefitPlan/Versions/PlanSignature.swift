package import FilmModel

/// Who says yes to a plan.
package enum SigningParty: String, CaseIterable, Sendable, Codable, Hashable {
    /// The supplier, for a Cluster.
    case lsp
    /// The Cluster's team.
    case cluster
    /// An SHA's team.
    case sha
    /// A named clinician, for an SHA or a Cluster: the volumes are reasonable and equitable (seed 2.3.1).
    case clinical
}

/// One party's yes to one plan, known by the plan's digest: a plan that changes has another digest, so a
/// change unsigns it.
package struct PlanSignature: Sendable, Hashable, Codable {
    package let party: SigningParty
    package let level: PlanLevel
    package let code: String
    /// The person who signs.
    package let name: String
    package let at: Timestamp
    /// Who entered it.
    package let by: String
    package let digest: String
    package let note: String?

    package init(
        party: SigningParty, level: PlanLevel, code: String, name: String, at: Timestamp, by: String,
        digest: String, note: String? = nil
    ) {
        self.party = party
        self.level = level
        self.code = code
        self.name = name
        self.at = at
        self.by = by
        self.digest = digest
        self.note = note
    }
}
