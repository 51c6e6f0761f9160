package import FilmModel

/// The figures of every unit: a Trust's from its own lines, an SHA's from its Trusts, a Cluster's from its
/// SHAs. Forecasts likewise: a unit is done when its films are, and when every unit below it is.
package struct PlanFigures: Sendable {
    package private(set) var trusts: [TrustID: UnitFigures] = [:]
    package private(set) var shas: [String: UnitFigures] = [:]
    package private(set) var clusters: [String: UnitFigures] = [:]
    package private(set) var forecasts: [String: Forecast] = [:]
    /// Month 1 of each Cluster: the plan's first, or the schedule's where that is earlier.
    package private(set) var starts: [String: Month] = [:]

    package init(_ plan: Plan, lines: PlanLines, progress: Progress) throws(MoneyOverflow) {
        for cluster in plan.clusters {
            var ofCluster = UnitFigures()
            var ends: [Bootstrap?] = []
            var isEmpty = true
            let shas = plan.shas(of: cluster).map { ($0, plan.trusts(of: $0)) }
            let films = shas.flatMap(\.1).filter { !$0.optedOut }.reduce(0) { $0 + $1.filmsToMigrate }
            for (sha, trusts) in shas {
                var ofSHA = UnitFigures()
                var trustEnds: [Bootstrap?] = []
                for trust in trusts {
                    var figures = try UnitFigures(
                        trust, in: cluster, films: films, lines: lines, progress: progress)
                    let (forecast, end) = Self.forecast(
                        figures, .trust, trust.id.code, cluster, below: [], progress)
                    figures.outlook = try CashOutlook(
                        figures, trust, in: cluster, lines: lines, forecast: forecast, asOf: progress.asOf,
                        discount: .inForce(in: cluster.startMonth))
                    forecasts["trust \(trust.id.code)"] = forecast
                    self.trusts[trust.id] = figures
                    if !trust.optedOut, trust.filmsToMigrate > 0 {
                        trustEnds.append(end)
                        isEmpty = false
                    }
                    ofSHA = try ofSHA + figures
                }
                self.shas[sha.code] = ofSHA
                let (forecast, end) = Self.forecast(
                    ofSHA, .sha, sha.code, cluster, below: trustEnds, progress)
                forecasts["sha \(sha.code)"] = forecast
                if !trustEnds.isEmpty { ends.append(end) }
                ofCluster = try ofCluster + ofSHA
            }
            clusters[cluster.code] = ofCluster
            forecasts["cluster \(cluster.code)"] =
                Self.forecast(
                    ofCluster, .cluster, cluster.code, cluster, below: isEmpty ? [] : ends, progress
                ).0
            starts[cluster.code] = [cluster.startMonth, ofCluster.schedule.firstMonth].compactMap(\.self)
                .min()
        }
    }

    /// A unit's forecast, and its draws for the unit above.
    private static func forecast(
        _ figures: UnitFigures, _ level: PlanLevel, _ code: String, _ cluster: Cluster,
        below: [Bootstrap?], _ progress: Progress
    ) -> (Forecast, Bootstrap?) {
        let settled = figures.settled
        let weeks = settled.weeks(before: progress.asOf)
        guard figures.plannedFilms > 0 else {
            return (.none(weeks: weeks.count, seed: progress.seed, note: "no films to migrate"), nil)
        }
        // Done means done below too: films beyond one Trust's number don't make up for another's.
        let isDone = level == .trust ? figures.remainingFilms == 0 : below.allSatisfy { $0?.isDone == true }
        if isDone, let day = settled.day(reaching: figures.plannedFilms) {
            let forecast = Forecast.done(
                on: day, by: cluster.endMonth, weeks: weeks.count, seed: progress.seed)
            return (forecast, .done(draws: progress.draws))
        }
        guard
            var end = Bootstrap(
                measured: weeks, percent: progress.rate(of: level == .trust ? TrustID(code) : nil),
                remaining: figures.remainingFilms, seed: progress.seed,
                stream: "\(level.rawValue) \(code)", draws: progress.draws)
        else {
            let note =
                weeks.count < Bootstrap.leastWeeks
                ? "no forecast: \(weeks.count) whole weeks are measured, and \(Bootstrap.leastWeeks) are needed"
                : "no forecast: no film was done in the measured weeks"
            return (.none(weeks: weeks.count, seed: progress.seed, note: note), nil)
        }
        for other in below.compactMap(\.self) { end = end.later(other) }
        let unknown = below.filter { $0 == nil }.count
        let remark =
            unknown > 0
            ? "\(unknown) \(unknown == 1 ? "unit" : "units") below with too little history: taken to go at the "
                + "pace of all together"
            : nil
        return (
            Forecast(
                end, asOf: progress.asOf, end: cluster.endMonth, measured: weeks.count, seed: progress.seed,
                remark: remark), end
        )
    }
}

extension PlanFigures {
    func forecast(_ level: PlanLevel, _ code: String) -> Forecast {
        forecasts["\(level.rawValue) \(code)"] ?? .none(weeks: 0, seed: 0, note: "no forecast")
    }
}
