import FilmModel

/// A Trust's forecast with its draws: what the forecasts of the SHA and the Cluster above are made of.
struct PartForecast {
    let trust: TrustID
    let forecast: Forecast
    /// Nil where there is no forecast.
    let draws: Bootstrap?

    /// From the Trust's own measured weeks.
    init(_ figures: UnitFigures, of trust: TrustID, in cluster: Cluster, _ progress: Progress) {
        self.trust = trust
        let settled = figures.settled
        let weeks = settled.weeks(before: progress.asOf)
        let seed = progress.seed
        func none(_ note: String) -> Forecast { .none(weeks: weeks.count, seed: seed, note: note) }
        guard figures.plannedFilms > 0 else {
            (forecast, draws) = (none("no films to migrate"), nil)
            return
        }
        if figures.remainingFilms == 0,
            let day = settled.day(reaching: figures.plannedFilms, without: figures.openDays)
        {
            forecast = .done(on: day, in: cluster, weeks: weeks.count, seed: seed)
            draws = .done(draws: progress.draws)
            return
        }
        guard
            let bootstrap = Bootstrap(
                measured: weeks, percent: progress.rate(of: trust), remaining: figures.remainingFilms,
                seed: seed, stream: "trust \(trust.code)", draws: progress.draws)
        else {
            let note =
                weeks.count < Bootstrap.leastWeeks
                ? "no forecast: \(weeks.count) whole weeks are measured, and \(Bootstrap.leastWeeks) are needed"
                : "no forecast: no film was done in the measured weeks"
            (forecast, draws) = (none(note), nil)
            return
        }
        forecast = Forecast(
            bootstrap, asOf: progress.asOf, in: cluster, measured: weeks.count, seed: seed,
            note: "of \(weeks.count) measured weeks")
        draws = bootstrap
    }

    /// A unit above Trusts is done when each of them is: in each draw on the day of the last one. Weeks in
    /// which one Trust was at work say nothing of another, so a Trust with films left and too little history
    /// of its own leaves the unit without a forecast.
    static func above(
        _ parts: [PartForecast], weeks: Int, in cluster: Cluster, _ progress: Progress
    ) -> Forecast {
        guard !parts.isEmpty else {
            return .none(weeks: weeks, seed: progress.seed, note: "no films to migrate")
        }
        let unknown = parts.filter { $0.draws == nil }
        guard unknown.isEmpty else {
            let reasons = Forecast.Lack.reasons(unknown.map { ($0.trust.code, $0.forecast) })
            return .none(
                weeks: weeks, seed: progress.seed, note: "no forecast: \(reasons.joined(separator: "; "))")
        }
        let days = parts.compactMap(\.forecast.doneOn)
        if days.count == parts.count, let last = days.max() {
            return .done(on: last, in: cluster, weeks: weeks, seed: progress.seed)
        }
        let open = parts.filter { $0.forecast.doneOn == nil }
        let draws = open.compactMap(\.draws)
        guard let first = draws.first else {
            return .none(weeks: weeks, seed: progress.seed, note: "no forecast")
        }
        return Forecast(
            draws.dropFirst().reduce(first) { $0.later($1) }, asOf: progress.asOf, in: cluster,
            measured: weeks, seed: progress.seed,
            note: "of each Trust's own measured weeks: \(GateJudge.list(open.map(\.trust.code)))")
    }
}
