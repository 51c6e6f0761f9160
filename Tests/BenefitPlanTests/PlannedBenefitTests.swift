import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Planned benefit")
struct PlannedBenefitTests {
    private func benefit(
        _ trigger: BenefitTrigger, from: String? = nil, goLive: String? = nil, films: Int = 30,
        schedule: [String: Int] = ["2026-02": 10, "2026-04": 20]
    ) throws -> PlannedBenefit {
        let id = try trust("RXA")
        let line = BenefitLine(
            trust: id, benefit: "x", benefitClass: .cashReleasing, trigger: trigger, amount: Pence(100),
            fromMonth: try from.map(month))
        let trust = Trust(
            id: id, name: "A", sha: "Q1", goLiveMonth: try goLive.map(month), filmsToMigrate: films)
        return PlannedBenefit(
            line, trust: trust,
            schedule: FilmSchedule(try schedule.map { (try month($0.key), $0.value) }),
            horizon: try month("2026-01")...month("2026-06"))
    }

    @Test("per film: by the schedule's months, within the plan's")
    func perFilm() throws {
        let benefit = try benefit(
            .perFilm, films: 75, schedule: ["2025-12": 5, "2026-02": 10, "2026-06": 20, "2026-07": 40])
        #expect(try benefit.total() == Pence(3_000))
        #expect(try benefit.amount(in: month("2026-02")) == Pence(1_000))
        #expect(try benefit.amount(in: month("2026-07")) == .zero)
    }

    @Test(
        "per film from the line's own month on, where it has one",
        arguments: [(nil, 30), ("2026-01", 30), ("2026-03", 20), ("2026-04", 20), ("2026-05", 0)]
            as [(String?, Int64)])
    func perFilmFrom(from: String?, films: Int64) throws {
        let benefit = try benefit(.perFilm, from: from)
        #expect(try benefit.total() == Pence(films * 100))
        #expect(try benefit.total(by: day("2026-06-30")) == Pence(films * 100))
        #expect(benefit.month == (films > 0 ? try month("2026-04") : nil))
    }

    @Test("films that are due and the Trust has bring the same, however the months beyond them run")
    func overScheduled() throws {
        // 6 of 7 films in February; the seventh is due on the second day on which one of April's 20 is.
        let benefit = try benefit(.perFilm, films: 7, schedule: ["2026-02": 6, "2026-04": 20])
        #expect(try benefit.total(by: day("2026-04-01")) == Pence(600))
        #expect(try benefit.total(by: day("2026-04-10")) == Pence(700))
        #expect(try benefit.total(by: day("2026-06-30")) == Pence(700))
    }

    @Test(
        "monthly from go-live, no earlier than from_month, to the plan's end",
        arguments: [
            ("2026-03", nil, 4), ("2026-03", "2026-05", 2), ("2026-03", "2026-02", 4), (nil, "2026-06", 1),
            ("2025-01", nil, 6), ("2026-07", nil, 0),
        ] as [(String?, String?, Int)])
    func goLive(goLive: String?, from: String?, months: Int) throws {
        #expect(try benefit(.goLive, from: from, goLive: goLive).total() == Pence(Int64(100 * months)))
    }

    @Test(
        "monthly from the month in which the schedule empties the store",
        arguments: [
            (30, nil, 3), (10, nil, 5), (30, "2026-06", 1), (30, "2026-01", 3),
            // The schedule never gets there: nothing, whatever the line's own month.
            (31, nil, 0), (31, "2026-05", 0), (0, nil, 0), (0, "2026-01", 0),
        ] as [(Int, String?, Int)])
    func storeEmpty(films: Int, from: String?, months: Int) throws {
        #expect(try benefit(.storeEmpty, from: from, films: films).total() == Pence(Int64(100 * months)))
    }

    @Test(
        "once in its month, if the plan has that month",
        arguments: [("2026-03", 100), ("2026-07", 0), ("2025-12", 0)])
    func once(from: String, pence: Int64) throws {
        #expect(try benefit(.month, from: from).total() == Pence(pence))
    }

    @Test("up to a day: per film for the films due, a month's sum from its first day")
    func byDay() throws {
        // Half of April's 20 films are due on the 15th.
        #expect(try benefit(.perFilm).total(by: day("2026-04-15")) == Pence(2_000))
        #expect(try benefit(.goLive, goLive: "2026-03").total(by: day("2026-04-01")) == Pence(200))
        #expect(try benefit(.month, from: "2026-04").total(by: day("2026-03-31")) == .zero)
        #expect(try benefit(.month, from: "2026-04").total(by: day("2026-04-01")) == Pence(100))
    }
}
