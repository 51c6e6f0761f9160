import FilmModel

/// The cash-benefit plan: figures as they stand in its files, in the files' order. What is drawn from
/// them (reports, summaries, gates) is a function of the plan beside it.
package struct Plan: Sendable, Hashable {
    package var clusters: [Cluster]
    package var shas: [SHA]
    package var trusts: [Trust]
    package var schedule: [ScheduleLine]
    package var benefits: [BenefitLine]
    package var cash: [CashLine]
    package var days: [DayLine]
    package var teams: [TeamLine]

    package init(
        clusters: [Cluster] = [], shas: [SHA] = [], trusts: [Trust] = [], schedule: [ScheduleLine] = [],
        benefits: [BenefitLine] = [], cash: [CashLine] = [], days: [DayLine] = [],
        teams: [TeamLine] = []
    ) {
        self.clusters = clusters
        self.shas = shas
        self.trusts = trusts
        self.schedule = schedule
        self.benefits = benefits
        self.cash = cash
        self.days = days
        self.teams = teams
    }

    /// The Trusts that take part: only they enter a sum.
    package var participatingTrusts: [Trust] { trusts.filter { !$0.optedOut } }

    package var optedOutTrusts: [Trust] { trusts.filter(\.optedOut) }

    /// The Cluster, or the SHA, of a code as a person types it: capitals make no difference.
    package func cluster(typed code: String) -> Cluster? { Self.typed(code, clusters, by: \.code) }
    package func sha(typed code: String) -> SHA? { Self.typed(code, shas, by: \.code) }

    private static func typed<Unit>(_ code: String, _ units: [Unit], by key: KeyPath<Unit, String>) -> Unit? {
        units.first { $0[keyPath: key] == code }
            ?? units.first { $0[keyPath: key].lowercased() == code.lowercased() }
    }

    package func shas(of cluster: Cluster) -> [SHA] { shas.filter { $0.cluster == cluster.code } }

    package func trusts(of sha: SHA) -> [Trust] { trusts.filter { $0.sha == sha.code } }

    /// Whether a Trust of the SHA takes part: else nothing that the SHA states is in a sum.
    package func takesPart(_ sha: SHA) -> Bool { trusts.contains { $0.sha == sha.code && !$0.optedOut } }

    /// The Cluster above a Trust.
    package func cluster(of trust: Trust) -> Cluster? {
        guard let sha = shas.first(where: { $0.code == trust.sha }) else { return nil }
        return clusters.first { $0.code == sha.cluster }
    }
}
