import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Forecast")
struct ForecastTests {
    private func weeks(_ films: [Int]) throws -> [FilmWeek] {
        try films.enumerated().map {
            FilmWeek(monday: try day("2026-01-05").advanced(byDays: 7 * $0.offset), films: $0.element)
        }
    }

    @Test("equal weeks leave nothing to chance", arguments: [(1, 1), (100, 1), (101, 2), (1_000, 10)])
    func equal(remaining: Int, expected: UInt16) throws {
        let bootstrap = try #require(
            Bootstrap(measured: weeks([100, 100, 100, 100]), remaining: remaining, seed: 1, stream: "x"))
        #expect(bootstrap.weeks.count == 10_000)
        #expect(Set(bootstrap.weeks) == [expected])
    }

    @Test("half of the weeks without films: half of the draws end at once")
    func spread() throws {
        let bootstrap = try #require(
            Bootstrap(measured: weeks([0, 10, 0, 10]), remaining: 10, seed: 7, stream: "x"))
        // The geometric distribution: P(1) = 1/2, P(≤ 2) = 3/4; 5 standard deviations of 10,000 draws.
        let first = bootstrap.weeks.filter { $0 == 1 }.count
        let second = bootstrap.weeks.filter { $0 <= 2 }.count
        #expect((4_750...5_250).contains(first))
        #expect((7_280...7_720).contains(second))
    }

    @Test("the same seed gives the same draws, another one others")
    func seeded() throws {
        func draws(_ seed: UInt64, _ stream: String) throws -> Bootstrap? {
            Bootstrap(measured: try weeks([3, 9, 4, 7]), remaining: 300, seed: seed, stream: stream)
        }
        #expect(try draws(1, "a") == draws(1, "a"))
        #expect(try draws(1, "a") != draws(2, "a"))
        #expect(try draws(1, "a") != draws(1, "b"))
    }

    @Test("too little history is said, never guessed", arguments: [[], [5, 5, 5], [0, 0, 0, 0]])
    func little(films: [Int]) throws {
        #expect(Bootstrap(measured: try weeks(films), remaining: 1, seed: 1, stream: "x") == nil)
    }

    private func steady(_ days: Int, _ films: Int) throws -> [CalendarDay: Int] {
        let start = try day("2026-01-05")
        return Dictionary(uniqueKeysWithValues: (0..<days).map { (start.advanced(byDays: $0), films) })
    }

    @Test("a unit is done no earlier than each unit below it, and later chances are later", arguments: 1...20)
    func levels(seed: UInt64) throws {
        let random = try RandomPlan(seed: seed)
        let report = try ProgressReport(plan: random.plan, progress: random.progress)
        for row in report.rows {
            let days = [row.forecast.p50Day, row.forecast.p85Day, row.forecast.p95Day].compactMap(\.self)
            #expect(days == days.sorted())
            let above = report.rows.first { $0.code == row.parent }?.forecast.p50Day
            if let own = row.forecast.p50Day, let above, row.figures.remainingFilms > 0 {
                #expect(own <= above, "\(row.code)")
            }
        }
    }

    @Test("a steady pace ends on its day, and its slip is what the empty store loses")
    func slip() throws {
        // 2 a day from 5 January: 56 of 300 by 1 February.
        let progress = Progress(
            asOf: try day("2026-02-01"), verified: [try trust("RXA"): try steady(28, 2)])
        let row = try ProgressReport(plan: SamplePlan.plan(), progress: progress).row("RXA")
        // 244 films at 14 a week are 18 weeks.
        #expect(row.forecast.p50Day == (try day("2026-06-07")))
        #expect(row.forecast.p85 == row.forecast.p50)
        #expect(row.forecast.probabilityWithinPlan == 1)
        // Rent of £1,000 a month from February to May is lost; June pays; the films all come.
        #expect(row.figures.outlook.slip50 == Pence(-400_000))
        #expect(row.figures.outlook.slip50Discounted == Pence(-400_000))
        #expect(row.throughput.weeks.map(\.films) == [14, 14, 14, 14])
        #expect(row.throughput.standardDeviation == 0)
    }

    @Test("films accounted for otherwise empty the store, and bring nothing themselves")
    func accounted() throws {
        var progress = try progress("2026-05-02", ["RXA": ["2026-04-10": 290]])
        let plan = try SamplePlan.plan()
        let before = try ProgressReport(plan: plan, progress: progress).row("RXA")
        progress.accounted = [try trust("RXA"): [try day("2026-05-01"): 10]]
        let after = try ProgressReport(plan: plan, progress: progress).row("RXA")
        let gained = after.figures.realised.cashReleasing.value - before.figures.realised.cashReleasing.value
        #expect(gained == 100_000)
        #expect(after.verifiedFilms == 290)
        #expect(after.forecast.p50Day == (try day("2026-05-01")))
    }

    @Test("days are counted over leap days and years")
    func calendar() throws {
        #expect(try day("2024-03-01").number - day("2024-02-28").number == 2)
        #expect(try day("2023-03-01").number - day("2023-02-28").number == 1)
        #expect(try day("2000-03-01").number - day("1999-03-01").number == 366)
        #expect(try day("2024-02-27").advanced(byDays: 3) == day("2024-03-01"))
        #expect(try day("2024-03-01").advanced(byDays: -366) == day("2023-03-01"))
        #expect(try day("2026-11-24").weekday == 1)
        #expect(try day("2026-11-24").monday == day("2026-11-23"))
        #expect(try day("2026-03-31").financialYearEnd == day("2026-03-31"))
        #expect(try day("2026-04-01").financialYearEnd == day("2027-03-31"))
    }

    @Test("discounts by the Green Book's bands, year by year")
    func discount() throws {
        let table = try #require(DiscountTable.inForce(in: month("2026-01")))
        #expect(try table.presentValue(of: Pence(103_500), inYear: 1) == Pence(100_000))
        #expect(try table.presentValue(of: Pence(103_500), inYear: 0) == Pence(103_500))
        // 1.035² = 1.071225
        #expect(try table.presentValue(of: Pence(-107_122_500), inYear: 2) == Pence(-100_000_000))
        // 10¹² / (1.035³⁰ × 1.03) by Python's decimal: 345901369516.797…
        #expect(try table.presentValue(of: Pence(1_000_000_000_000), inYear: 31) == Pence(345_901_369_517))
        #expect(try DiscountTable.inForce(in: month("2003-03")) == nil)
    }
}
