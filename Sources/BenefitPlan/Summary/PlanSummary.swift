import FilmModel

/// What a plan says, level by level, for `plan show`: films, days, planned benefit and cash.
///
/// An opted-out Trust keeps its own line, as the files have it, and enters no sum above it.
package struct PlanSummary: Sendable, Hashable, Encodable {
    package let clusters: [SummaryUnit]
    package let shas: [SummaryUnit]
    package let trusts: [SummaryUnit]

    package init(_ plan: Plan) throws(MoneyOverflow) {
        let lines = PlanLines(plan)
        var clusters: [SummaryUnit] = []
        var shas: [String: SummaryUnit] = [:]
        var trusts: [TrustID: SummaryUnit] = [:]
        for cluster in plan.clusters {
            var ofCluster = SummaryFigures()
            ofCluster.cash = try CashSums(lines.cash(.cluster, cluster.code, in: cluster.horizon))
            for sha in plan.shas(of: cluster) {
                var ofSHA = SummaryFigures()
                if plan.takesPart(sha) {
                    ofSHA.cash = try CashSums(lines.cash(.sha, sha.code, in: cluster.horizon))
                }
                for trust in plan.trusts(of: sha) {
                    let own = try SummaryFigures(trust, in: cluster, lines: lines)
                    trusts[trust.id] = SummaryUnit(
                        level: .trust, code: trust.id.code, name: trust.name, figures: own,
                        details: .trust(trust))
                    if !trust.optedOut { ofSHA = try ofSHA + own }
                }
                shas[sha.code] = SummaryUnit(
                    level: .sha, code: sha.code, name: sha.name, figures: ofSHA, details: .sha(sha))
                ofCluster = try ofCluster + ofSHA
            }
            clusters.append(
                SummaryUnit(
                    level: .cluster, code: cluster.code, name: cluster.name, figures: ofCluster,
                    details: .cluster(cluster)))
        }
        self.clusters = clusters
        self.shas = plan.shas.compactMap { shas[$0.code] }
        self.trusts = plan.trusts.compactMap { trusts[$0.id] }
    }
}
