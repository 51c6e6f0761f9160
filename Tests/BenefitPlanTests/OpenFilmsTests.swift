import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("A store is empty once nothing that came is open, and the same scan again is no further film")
struct OpenFilmsTests {
    /// RXA has 300 films to migrate and pays £1,000 a month for its store.
    private func report(
        _ asOf: String, _ change: (inout BenefitPlan.Progress) throws -> Void
    ) throws -> ProgressReport {
        var progress = try progress(asOf, ["RXA": ["2026-02-10": 300]])
        progress.films = [try trust("RXA"): StateCounts([.verified: 300])]
        try change(&progress)
        return try ProgressReport(plan: SamplePlan.plan(), progress: progress)
    }

    @Test("films that came beyond the plan and are open keep the store, and the page says why")
    func open() throws {
        let report = try report("2026-04-30") {
            $0.open = [try trust("RXA"): [try day("2026-02-01"): 303, try day("2026-02-10"): -300]]
            $0.films = [try trust("RXA"): StateCounts([.verified: 300, .held: 3])]
        }
        let figures = try report.row("RXA").figures
        #expect(figures.remainingFilms == 3 && figures.openDays.total == 3)
        #expect(figures.emptiedBy == nil && figures.missingFilms == 0)
        #expect(figures.provenByFilms.cashReleasing == Pence(300 * 85))
        #expect(
            report.answers[0].atRisk.contains(
                "More films came than are planned, and stores are not empty while some are queued, in flight, held "
                    + "or delivered: Alpha (RXA), 3 films open."))
        let explained = try Explanation.of("RXA.remaining_films", in: report)
        #expect(explained.value == .count(3))
        #expect(explained.inputs.contains { $0.name == "open_films" && $0.value == .count(3) })
    }

    @Test("the store is empty from the day on which the last open film is settled, by what each day knows")
    func settled() throws {
        func change(_ progress: inout BenefitPlan.Progress) throws {
            progress.open = [
                try trust("RXA"): [
                    try day("2026-02-01"): 303, try day("2026-02-10"): -300, try day("2026-04-05"): -3,
                ]
            ]
        }
        // Until March not empty; April's rent is the first that is saved.
        #expect(try report("2026-03-31", change).row("RXA").figures.remainingFilms == 3)
        let figures = try report("2026-05-31", change).row("RXA").figures
        #expect(figures.remainingFilms == 0 && figures.emptiedBy != nil)
        #expect(figures.provenByFilms.cashReleasing == Pence(300 * 85 + 2 * 100_000))
        #expect(try report("2026-05-31", change).row("RXA").forecast.doneOn == day("2026-04-05"))
    }

    @Test("open films within the plan are films left, as before")
    func within() throws {
        let report = try report("2026-04-30") {
            $0.verified = [try trust("RXA"): [try day("2026-02-10"): 200]]
            $0.open = [try trust("RXA"): [try day("2026-02-01"): 40]]
        }
        #expect(try report.row("RXA").figures.remainingFilms == 100)
        #expect(!report.answers[0].atRisk.contains { $0.hasPrefix("More films came") })
    }

    @Test("the same scan delivered again is neither missing nor received twice, and is said")
    func again() throws {
        let report = try report("2026-04-30") {
            $0.verified = [try trust("RXA"): [try day("2026-02-10"): 200]]
            $0.again = [try trust("RXA"): [try day("2026-03-01"): 150]]
            $0.films = [try trust("RXA"): StateCounts([.verified: 200, .duplicate: 152])]
        }
        let figures = try report.row("RXA").figures
        #expect(figures.remainingFilms == 100)
        #expect(figures.missingFilms == 2)
        #expect(figures.notReceivedFilms == 98 && figures.unexpectedFilms == 0)
        #expect(
            report.answers[0].released.contains(
                "152 films are duplicates, of which 150 are the same scan delivered again, which is no further film."
            ))
    }

    @Test("days are taken back up to what was entered by their day, and no more")
    func days() throws {
        func use(_ days: Int, _ on: String, _ activity: String = "survey") throws -> DayUse {
            DayUse(trust: try trust("RXA"), activity: activity, day: try day(on), days: days)
        }
        let before = [
            try use(3, "2026-06-01"), try use(2, "2026-06-05"), try use(9, "2026-06-01", "training"),
        ]
        #expect(try use(-300, "2026-06-02").overdrawn(before) == 3)
        #expect(try use(-4, "2026-06-02").overdrawn(before) == 3)
        #expect(try use(-1, "2026-05-31").overdrawn(before) == 0)
        #expect(try use(-3, "2026-06-02", "SURVEY").overdrawn(before) == nil)
        #expect(try use(-5, "2026-06-05").overdrawn(before) == nil)
        // What was taken back later is gone on the earlier day, too.
        #expect(try use(-3, "2026-06-02").overdrawn(before + [use(-4, "2026-06-05")]) == 1)
        #expect(try use(1, "2026-06-02").overdrawn([use(-9, "2026-06-01")]) == nil)
    }
}
