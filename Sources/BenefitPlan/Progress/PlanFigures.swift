package import FilmModel

/// The figures of every unit: a Trust's from its own lines, an SHA's from its Trusts, a Cluster's from its
/// SHAs. Forecasts likewise: a unit is done when every Trust below it is.
package struct PlanFigures: Sendable {
    package private(set) var trusts: [TrustID: UnitFigures] = [:]
    package private(set) var shas: [String: UnitFigures] = [:]
    package private(set) var clusters: [String: UnitFigures] = [:]
    package private(set) var forecasts: [String: Forecast] = [:]

    package init(_ plan: Plan, lines: PlanLines, progress: Progress) throws(MoneyOverflow) {
        for cluster in plan.clusters {
            var ofCluster = UnitFigures()
            var ofAll: [PartForecast] = []
            let shas = plan.shas(of: cluster).map { ($0, plan.trusts(of: $0)) }
            let films = shas.flatMap(\.1).filter { !$0.optedOut }.reduce(0) { $0 + $1.filmsToMigrate }
            for (sha, trusts) in shas {
                var ofSHA = UnitFigures()
                var parts: [PartForecast] = []
                for trust in trusts {
                    var figures = try UnitFigures(
                        trust, in: cluster, films: films, lines: lines, progress: progress)
                    let part = PartForecast(figures, of: trust.id, in: cluster, progress)
                    figures.outlook = try CashOutlook(
                        figures, trust, in: cluster, lines: lines, forecast: part.forecast,
                        progress: progress, discount: .inForce(in: cluster.startMonth))
                    forecasts["trust \(trust.id.code)"] = part.forecast
                    self.trusts[trust.id] = figures
                    if !trust.optedOut, trust.filmsToMigrate > 0 { parts.append(part) }
                    ofSHA = try ofSHA + figures
                }
                self.shas[sha.code] = ofSHA
                forecasts["sha \(sha.code)"] = Self.forecast(ofSHA, parts, in: cluster, progress)
                ofAll += parts
                ofCluster = try ofCluster + ofSHA
            }
            clusters[cluster.code] = ofCluster
            forecasts["cluster \(cluster.code)"] = Self.forecast(ofCluster, ofAll, in: cluster, progress)
        }
    }

    private static func forecast(
        _ figures: UnitFigures, _ parts: [PartForecast], in cluster: Cluster, _ progress: Progress
    ) -> Forecast {
        let weeks = figures.settled.weeks(before: progress.asOf).count
        return PartForecast.above(parts, weeks: weeks, in: cluster, progress)
    }
}

extension PlanFigures {
    func forecast(_ level: PlanLevel, _ code: String) -> Forecast {
        forecasts["\(level.rawValue) \(code)"] ?? .none(weeks: 0, seed: 0, note: "no forecast")
    }
}
