import Testing

@testable import BenefitPlan

@Suite("Films by month")
struct FilmScheduleTests {
    @Test(
        "the running month is due in proportion to its days, rounded down",
        arguments: [
            ("2026-01-31", 10), ("2026-02-01", 11), ("2026-02-14", 25), ("2026-02-27", 38),
            ("2026-02-28", 40), ("2026-03-01", 40),
        ])
    func due(text: String, films: Int) throws {
        let schedule = FilmSchedule([(try month("2026-01"), 10), (try month("2026-02"), 30)])
        #expect(schedule.due(by: try day(text)) == films)
    }

    @Test("a share of very many films stays exact")
    func largeShare() throws {
        let schedule = FilmSchedule([(try month("2026-06"), Int.max)])
        #expect(schedule.due(by: try day("2026-06-30")) == Int.max)
        #expect(schedule.due(by: try day("2026-06-15")) == Int.max / 2)
    }

    @Test(
        "finds the month in which a number of films is reached",
        arguments: [(1, "2026-01"), (10, "2026-01"), (11, "2026-03"), (40, "2026-03"), (41, nil)]
            as [(Int, String?)])
    func reaching(count: Int, text: String?) throws {
        let schedule = FilmSchedule([(try month("2026-03"), 30), (try month("2026-01"), 10)])
        #expect(schedule.month(reaching: count)?.description == text)
    }

    @Test(
        "earned schedule follows its formula",
        arguments: [
            // 10 in January, none in February, 30 in March; month 1 is January.
            (0, 0), (5, 0.5), (10, 2), (25, 2.5), (40, 3), (99, 3),
        ] as [(Int, Double)])
    func earnedSchedule(verified: Int, months: Double) throws {
        let start = try month("2026-01")
        let schedule = FilmSchedule([(start, 10), (start.advanced(by: 2), 30)])
        #expect(
            EarnedSchedule.months(
                earned: verified, schedule: schedule, start: start, last: start.advanced(by: 5))
                == months)
    }

    @Test("without a schedule there is no earned schedule")
    func noSchedule() throws {
        let start = try month("2026-01")
        #expect(EarnedSchedule.months(earned: 5, schedule: FilmSchedule(), start: start, last: start) == nil)
        // All that is scheduled lies before the plan.
        let early = FilmSchedule([(try month("2025-12"), 10)])
        #expect(EarnedSchedule.months(earned: 10, schedule: early, start: start, last: start) == nil)
    }
}
