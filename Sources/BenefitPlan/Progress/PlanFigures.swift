package import FilmModel

/// The figures of every unit: a Trust's from its own lines, an SHA's from its Trusts, a Cluster's from its
/// SHAs.
package struct PlanFigures: Sendable, Hashable {
    package private(set) var trusts: [TrustID: UnitFigures] = [:]
    package private(set) var shas: [String: UnitFigures] = [:]
    package private(set) var clusters: [String: UnitFigures] = [:]
    /// Month 1 of each Cluster: the plan's first, or the schedule's where that is earlier.
    package private(set) var starts: [String: Month] = [:]

    package init(_ plan: Plan, progress: Progress) throws(MoneyOverflow) {
        let lines = PlanLines(plan)
        for cluster in plan.clusters {
            var ofCluster = UnitFigures()
            for sha in plan.shas(of: cluster) {
                var ofSHA = UnitFigures()
                for trust in plan.trusts(of: sha) {
                    let figures = try UnitFigures(trust, in: cluster, lines: lines, progress: progress)
                    trusts[trust.id] = figures
                    ofSHA = try ofSHA + figures
                }
                shas[sha.code] = ofSHA
                ofCluster = try ofCluster + ofSHA
            }
            clusters[cluster.code] = ofCluster
            starts[cluster.code] = [cluster.startMonth, ofCluster.schedule.firstMonth].compactMap(\.self)
                .min()
        }
    }
}
