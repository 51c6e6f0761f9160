import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Value, time and expectation at their ends")
struct EarnedValueTests {
    @Test("films beyond the plan earn no value, are said apart, and bring their benefit per film")
    func surplus() throws {
        let report = try ProgressReport(
            plan: SamplePlan.plan(),
            progress: progress("2026-06-30", ["RXA": ["2026-01-10": 310], "RXB": ["2026-04-10": 100]]))
        let row = try report.row("RXA")
        #expect(row.figures.earnedFilms == 300)
        #expect(row.figures.surplusFilms == 10)
        #expect(row.figures.earnedValue == row.figures.plannedValue)
        #expect(row.schedulePerformanceIndex == 1)
        #expect(row.figures.realised.nonCash == Pence(310 * 10))
        // One Trust's surplus makes up for no film of another.
        let cluster = try report.row("NW")
        #expect(cluster.schedulePerformanceIndex == 400.0 / 511)
        #expect(cluster.figures.earnedValue < cluster.figures.plannedValue)
        #expect(
            report.answers[0].onPlan.contains(
                "10 more films are verified than the plan has, and in no index."))
    }

    @Test("while nothing is due and nothing verified, earned schedule and index by time are empty")
    func nothingYet() throws {
        var plan = try SamplePlan.plan()
        plan.schedule = [
            ScheduleLine(trust: try trust("RXA"), month: try month("2026-06"), plannedFilms: 300)
        ]
        let report = try ProgressReport(plan: plan, progress: progress("2026-02-10"))
        let row = try report.row("RXA")
        #expect(row.earnedScheduleMonths == nil)
        #expect(row.timePerformanceIndex == nil)
        #expect(
            try ProgressReport(plan: plan, progress: progress("2026-06-10")).row("RXA").earnedScheduleMonths
                == 5)
    }

    @Test("with nothing verified, no month of the plan is said to be earned")
    func nothingEarned() throws {
        var plan = try SamplePlan.plan()
        plan.schedule.removeAll { $0.month.description < "2026-03" }
        let report = try ProgressReport(plan: plan, progress: progress("2026-04-15"))
        #expect(try report.row("NW").earnedScheduleMonths == 2)
        let onPlan = report.answers[0].onPlan
        #expect(onPlan.contains("Nothing is earned yet, of 3.5 months gone by."))
        #expect(!onPlan.contains { $0.contains("worth") })
    }

    @Test(
        "months gone by end on the day on which a unit was done",
        arguments: ["2026-02-28", "2026-09-30", "2031-01-01"])
    func done(asOf: String) throws {
        let done = ["RXA": ["2026-02-28": 300], "RXB": ["2026-02-20": 180], "RXC": ["2026-02-21": 31]]
        let report = try ProgressReport(plan: SamplePlan.plan(), progress: progress(asOf, done))
        #expect(try report.row("RXA").monthsElapsed == 2)
        #expect(try report.row("RXA").timePerformanceIndex == 1)
        // All are done when the last one is.
        #expect(try report.row("NW").monthsElapsed == 2)
        #expect(try report.row("NW").forecast.doneOn == day("2026-02-28"))
        #expect(try report.row("RXB").monthsElapsed == 1 + 20.0 / 28)
    }

    @Test("an expectation up to a day is never less than what is realised by it", arguments: 1...40)
    func expectation(seed: UInt64) throws {
        var random = try RandomPlan(seed: seed)
        for asOf in ["2025-12-15", "2026-05-20", "2027-02-11", "2031-02-11"] {
            random.progress.asOf = try day(asOf)
            let report = try ProgressReport(plan: random.plan, progress: random.progress)
            for row in report.rows {
                let realised = row.figures.realised.cashReleasing
                for expected in [
                    row.expectedAtYearEnd50, row.expectedAtYearEnd85, row.expectedTotal50,
                    row.expectedTotal85,
                ] { #expect(expected >= realised, "\(row.code) \(asOf)") }
            }
            for line in report.benefits { #expect(line.expected50 >= line.realised) }
        }
    }

    @Test("what came outside the plan's months is said")
    func outside() throws {
        // The plan ends in June; RXA's rent and lorry go on for three months.
        let report = try ProgressReport(
            plan: SamplePlan.plan(), progress: progress("2026-09-30", ["RXA": ["2026-02-28": 300]]))
        let row = try report.row("RXA")
        #expect(row.figures.outlook.outside == Pence(3 * (100_000 + 2_000)))
        #expect(row.expectedTotal50 == row.figures.realised.cashReleasing)
        #expect(report.answers[0].released.contains("£3,060.00 of it came outside the plan's months."))
    }

    @Test("of a Trust that has sent nothing, all films are expected and not received")
    func notReceived() throws {
        let report = try GoldenPlanTests.report()
        #expect(try report.row("NW").figures.notReceivedFilms == 2_233)
        let explained = try Explanation.of("RXA.not_received_films", in: report)
        #expect(explained.inputs.contains { $0.name == "received" && $0.value == .count(0) })
    }
}
