import FilmModel

/// What the gates are judged by; each step's rules stand in an extension.
struct GateJudge {
    let plan: Plan
    let lines: PlanLines
    let summary: PlanSummary
    /// Signatures of this very plan.
    let signatures: [PlanSignature]
    /// Signatures of other versions, which a change has undone.
    let lapsed: [PlanSignature]
    let known: Set<TrustID>

    func trusts(of cluster: Cluster) -> [Trust] {
        plan.shas(of: cluster).flatMap { plan.trusts(of: $0) }
    }

    func participants(of cluster: Cluster) -> [Trust] { trusts(of: cluster).filter { !$0.optedOut } }

    func figures(_ cluster: Cluster) -> SummaryFigures {
        summary.clusters.first { $0.code == cluster.code }?.figures ?? SummaryFigures()
    }

    func figures(_ trust: Trust) -> SummaryFigures {
        summary.trusts.first { $0.code == trust.id.code }?.figures ?? SummaryFigures()
    }

    /// `1 Trust`, `2 Trusts`.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(PageNumber.films(number)) \(number == 1 ? one : many ?? one + "s")"
    }

    /// A list that stays short.
    static func list(_ names: [String], most: Int = 6, separator: String = ", ") -> String {
        names.prefix(most).joined(separator: separator)
            + (names.count > most ? " and \(names.count - most) more" : "")
    }
}
