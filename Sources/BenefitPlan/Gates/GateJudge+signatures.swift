import FilmModel

/// Step 10: "agreed and signed off by all the parties (LSP, Cluster and SHA teams)" (seed 2.3.1).
extension GateJudge {
    func signOffs(of cluster: Cluster) -> [Gate] {
        [
            signOff(.lsp, .cluster, cluster.code), signOff(.cluster, .cluster, cluster.code),
        ] + plan.shas(of: cluster).map { signOff(.sha, .sha, $0.code) }
    }

    private func signOff(_ party: SigningParty, _ level: PlanLevel, _ code: String) -> Gate {
        func own(_ signatures: [PlanSignature]) -> PlanSignature? {
            signatures.last { $0.party == party && $0.level == level && $0.code == code }
        }
        let message: String
        if let signature = own(signatures) {
            message = "\(party.rawValue) \(code): signed by \(signature.name) on \(signature.at.londonDay)"
        } else if let old = own(lapsed) {
            message =
                "\(party.rawValue) \(code): \(old.name) signed another version on \(old.at.londonDay); "
                + "the plan has changed since, sign again"
        } else {
            message =
                "\(party.rawValue) \(code): not signed yet; `plan sign --party \(party.rawValue) --code \(code) --name NAME`"
        }
        var gate = Gate(
            .signOff, level, code, own(signatures) == nil ? .open : .passed, message,
            numbers: .init(left: 1, right: own(signatures) == nil ? 0 : 1), unit: "signatures")
        gate.party = party
        return gate
    }
}
