import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Forecasts of SHAs and Clusters")
struct UnitForecastTests {
    /// Films a week, on its Monday, for so many weeks.
    private func weekly(_ films: Int, from first: String, weeks: Int) throws -> [CalendarDay: Int] {
        let first = try day(first)
        return Dictionary(uniqueKeysWithValues: (0..<weeks).map { (first.advanced(byDays: 7 * $0), films) })
    }

    /// RXA was done long ago, 60 films a week; RXB goes 10 a week, with 80 left; RXC is what a test says.
    private func report(_ gamma: [CalendarDay: Int]) throws -> ProgressReport {
        let verified = [
            try trust("RXA"): try weekly(60, from: "2026-01-05", weeks: 5),
            try trust("RXB"): try weekly(10, from: "2026-03-02", weeks: 10), try trust("RXC"): gamma,
        ]
        return try ProgressReport(
            plan: SamplePlan.plan(), progress: Progress(asOf: try day("2026-05-10"), verified: verified))
    }

    @Test("a unit is done when its last Trust is, each by its own weeks")
    func ownWeeks() throws {
        let report = try report([try day("2026-04-01"): 31])
        // Eight weeks of ten films: a Sunday eight weeks on.
        let end = try day("2026-07-05")
        for code in ["RXB", "Q1", "NW"] {
            #expect(try report.row(code).forecast.p50Day == end, "\(code)")
            #expect(try report.row(code).forecast.p95Day == end, "\(code)")
        }
        #expect(try report.row("Q2").forecast.doneOn == day("2026-04-01"))
        let explained = try Explanation.of("NW.forecast_p50", in: report)
        #expect(explained.inputs.map(\.name) == ["Trust RXA", "Trust RXB", "Trust RXC"])
        #expect(explained.formula.contains("own measured weeks: RXB;"))
        let advice = report.answers[0].decide.first { $0.hasPrefix("More capacity") }
        // 80 films are left for seven weeks and two days; RXB's ten a week are what is measured.
        #expect(
            advice == "More capacity, or a later end: 12 films a week are needed, 10 are measured at RXB.")
    }

    @Test("a Trust with films left and too little history leaves the units above it without a date")
    func tooLittle() throws {
        let report = try report([:])
        #expect(try report.row("Q1").forecast.p50Day != nil)
        for code in ["Q2", "NW"] {
            let forecast = try report.row(code).forecast
            #expect(forecast.p50Day == nil)
            #expect(forecast.probabilityWithinPlan == nil)
            #expect(forecast.note == "no forecast: RXC has too little history")
        }
        #expect(report.answers[0].atRisk.contains { $0.contains("RXC has too little history") })
        #expect(report.uncertain.contains { $0.contains("RXC") })
    }

    @Test("a unit without a date has no slip, no range and no expected cash-flow")
    func noDate() throws {
        let report = try report([:])
        let row = try report.row("NW")
        #expect(row.forecast.p50 == nil && row.figures.outlook.forecastTrusts > 0)
        let said = (report.answers[0].atRisk + report.answers[0].yearEnd).joined(separator: " ")
        for words in [
            "There is no slip", "The slip's cash effect", "cautiously", "With the benefit as expected",
        ] {
            #expect(!said.contains(words), "\(words)")
        }
        for month in try #require(report.cashFlows["NW"]) {
            #expect(month.expected50 == nil && month.expected85 == nil)
        }
        #expect(row.slip == nil)
    }

    @Test("a Trust whose end lies too far away has history enough, and is said to be far")
    func tooFar() throws {
        var plan = try SamplePlan.plan()
        plan.trusts[2].filmsToMigrate = 1_000_000
        var films = ["RXA": ["2026-01-05": 300], "RXB": ["2026-01-06": 180]]
        films["RXC"] = ["2026-01-05": 1, "2026-01-13": 1, "2026-01-20": 1, "2026-01-27": 1]
        let report = try ProgressReport(plan: plan, progress: progress("2026-03-10", films))
        let said = (report.answers[0].atRisk + report.uncertain).joined(separator: " ")
        #expect(!said.contains("too little history"))
        #expect(
            report.answers[0].atRisk.contains(
                "At the measured pace the last film is done more than twenty years from now."))
        #expect(
            report.uncertain.contains {
                $0.hasPrefix(
                    "1 Trust has no forecast: RXC would end more than twenty years away at the measured pace."
                )
            })
    }

    @Test("no unit above is ever earlier than a Trust below it", arguments: 1...30)
    func order(seed: UInt64) throws {
        let random = try RandomPlan(seed: seed)
        let report = try ProgressReport(plan: random.plan, progress: random.progress)
        for row in report.rows where row.level != .trust {
            let below = report.line(below: row).filter { $0.level == .trust && $0.figures.plannedFilms > 0 }
            guard let own = row.forecast.p50Day else {
                // Without films, without history of a Trust, or beyond what can be said.
                #expect(
                    below.isEmpty || below.contains { $0.forecast.p50Day == nil }
                        || row.forecast.note.contains("twenty years"))
                continue
            }
            for part in below {
                #expect(try #require(part.forecast.p50Day) <= own)
                if let part = part.forecast.p85Day, let own = row.forecast.p85Day { #expect(part <= own) }
            }
        }
    }
}
