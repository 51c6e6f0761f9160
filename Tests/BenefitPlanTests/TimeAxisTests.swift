import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("The time axis is the plan's own")
struct TimeAxisTests {
    @Test(
        "a month that is mistyped by decades moves nobody's time: neither another Trust's nor the Cluster's",
        arguments: ["2004-05", "2025-12", "1990-01"])
    func early(typed: String) throws {
        let schedule = SamplePlan.schedule.replacing("RXB,2026-05,60", with: "RXB,\(typed),60")
        let plan = try SamplePlan.plan(replacing: ["schedule.csv": schedule])
        let report = try ProgressReport(plan: plan, progress: progress("2026-02-28"))
        let right = try ProgressReport(plan: SamplePlan.plan(), progress: progress("2026-02-28"))
        let row = try report.row("RXA")
        #expect(row.monthsElapsed == 2)
        #expect(row.earnedScheduleMonths == (try right.row("RXA").earnedScheduleMonths))
        #expect(row.timePerformanceIndex == (try right.row("RXA").timePerformanceIndex))
        for code in ["RXB", "Q1", "NW"] {
            let unit = try report.row(code)
            #expect(unit.monthsElapsed == 2)
            // Films before the plan are due at its beginning, and none of them is verified.
            #expect(unit.earnedScheduleMonths == 0)
            #expect(unit.months.first?.month == (try month("2026-01")))
            #expect(unit.months.last?.plannedFilmsCumulative == unit.figures.schedule.total)
        }
        #expect(report.uncertain.contains { $0.contains("RXB 60 films in \(typed)") })
    }

    @Test("with the early films verified, the months of the plan count from its first")
    func earlyVerified() throws {
        let schedule = SamplePlan.schedule.replacing("RXB,2026-05,60", with: "RXB,2004-05,60")
        let plan = try SamplePlan.plan(replacing: ["schedule.csv": schedule])
        let row = try ProgressReport(
            plan: plan, progress: progress("2026-03-31", ["RXB": ["2026-03-10": 90]])
        ).row("RXB")
        // 60 before the plan, nothing in January and February, 60 in March: 30 of them are verified.
        #expect(row.earnedScheduleMonths == 2.5)
        #expect(row.timePerformanceIndex == 2.5 / 3)
    }

    @Test("a month that is mistyped into the far future earns no years, and draws none")
    func late() throws {
        let schedule = SamplePlan.schedule.replacing("RXC,2026-03,31", with: "RXC,2026-03,30\nRXC,2086-03,1")
        let plan = try SamplePlan.plan(replacing: ["schedule.csv": schedule])
        let verified = ["RXA": ["2026-02-10": 300], "RXB": ["2026-02-10": 180], "RXC": ["2026-02-10": 30]]
        let row = try ProgressReport(plan: plan, progress: progress("2026-02-28", verified)).row("NW")
        #expect(row.earnedScheduleMonths == 6)
        #expect(row.months.count == 6 + MonthProgress.mostMonthsLate)
    }

    @Test("no film beyond those that a Trust has is due or to be earned")
    func overScheduled() throws {
        // RXC has 31 films; 26 + 20 are scheduled.
        let schedule = SamplePlan.schedule.replacing("RXC,2026-03,31", with: "RXC,2026-03,26\nRXC,2026-04,20")
        let plan = try SamplePlan.plan(replacing: ["schedule.csv": schedule])
        let report = try ProgressReport(
            plan: plan, progress: progress("2026-04-20", ["RXC": ["2026-03-30": 31]]))
        let row = try report.row("RXC")
        #expect(row.figures.dueFilms == 31)
        #expect(row.schedulePerformanceIndex == 1)
        #expect(row.earnedScheduleMonths == 4)
        #expect(row.figures.plannedToDate.cashReleasing == Pence(31 * 101))
        #expect(row.figures.schedule.total == 46)
        let above = try report.row("Q2")
        #expect(above.figures.dueFilms == 31)
        #expect(above.earnedScheduleMonths == 4)
    }
}
