import Testing

@testable import BenefitPlan
@testable import FilmModel

/// Golden cases: each expected figure was worked out by hand from SamplePlan's files.
@Suite("Progress against the plan")
struct ProgressReportTests {
    /// On 10 March RXA has just verified its last film, a month late; RXB and RXC have begun.
    private func march() throws -> ProgressReport {
        try ProgressReport(
            plan: SamplePlan.plan(),
            progress: progress(
                "2026-03-10",
                [
                    "RXA": ["2026-01": 90, "2026-02": 100, "2026-03": 110], "RXB": ["2026-03": 20],
                    "RXC": ["2026-03": 5], "RXD": ["2026-01": 50],
                ]))
    }

    @Test("lists the Clusters, then the SHAs, then the Trusts, in the plan's order")
    func order() throws {
        let report = try march()
        #expect(report.rows.map(\.code) == ["NW", "Q1", "Q2", "RXA", "RXB", "RXC", "RXD"])
        #expect(report.rows.map(\.level) == [.cluster, .sha, .sha, .trust, .trust, .trust, .trust])
        #expect(report.rows.map(\.parent) == [nil, "NW", "NW", "Q1", "Q1", "Q2", "Q2"])
    }

    @Test("counts films planned, due and verified")
    func films() throws {
        let report = try march()
        let figures = report.rows.map(\.figures)
        #expect(figures.map(\.plannedFilms) == [511, 480, 31, 300, 180, 31, 0])
        // Of March's 60 and 31 films, ten days of 31 are due: 19 (rounded down) and 10.
        #expect(figures.map(\.dueFilms) == [329, 319, 10, 300, 19, 10, 0])
        #expect(report.rows.map(\.verifiedFilms) == [325, 320, 5, 300, 20, 5, 0])
        let indices = try ["NW", "RXA", "RXB", "RXC", "RXD"].map {
            try report.row($0).schedulePerformanceIndex
        }
        #expect(indices == [325.0 / 329, 1, 20.0 / 19, 0.5, nil])
    }

    @Test("adds up planned cash-releasing benefit over the plan's months")
    func planned() throws {
        let report = try march()
        // RXA: 300 films at 85 p, rent and lorry from February to June, shelves in April.
        let alpha = 300 * 85 + 5 * 100_000 + 5 * 2_000 + 750
        let beta = 180 * 33
        let gamma = 31 * 101
        let expected = [alpha + beta + gamma, alpha + beta, gamma, alpha, beta, gamma, 0]
        #expect(report.rows.map { Int($0.figures.planned.cashReleasing.value) } == expected)
    }

    @Test("adds up what was planned by the day")
    func plannedToDate() throws {
        let report = try march()
        let alpha = 300 * 85 + 2 * 100_000 + 2 * 2_000
        let beta = 19 * 33
        let gamma = 10 * 101
        let expected = [alpha + beta + gamma, alpha + beta, gamma, alpha, beta, gamma, 0]
        #expect(report.rows.map { Int($0.figures.plannedToDate.cashReleasing.value) } == expected)
    }

    @Test("adds up what is realised, from verified films and an empty store")
    func realised() throws {
        let report = try march()
        let alpha = 300 * 85 + 1 * 100_000 + 2 * 2_000
        let beta = 20 * 33
        let gamma = 5 * 101
        let expected = [alpha + beta + gamma, alpha + beta, gamma, alpha, beta, gamma, 0]
        #expect(report.rows.map { Int($0.figures.realised.cashReleasing.value) } == expected)
    }

    @Test("keeps the classes apart")
    func classes() throws {
        let report = try march()
        let cluster = try report.row("NW").figures
        #expect(cluster.planned.nonCash == Pence(300 * 10))
        #expect(cluster.realised.nonCash == Pence(300 * 10))
        // RXB goes live in May, the line starts in June: one month of the plan.
        #expect(cluster.planned.societal == Pence(301))
        #expect(cluster.realised.societal == .zero)
    }

    @Test("the store's rent ends with the last film, not in proportion")
    func storeEmpty() throws {
        let plan = try SamplePlan.plan()
        func realised(_ films: Int) throws -> Int64 {
            let report = try ProgressReport(
                plan: plan, progress: progress("2026-05-02", ["RXA": ["2026-04": films]]))
            return try report.row("RXA").figures.realised.cashReleasing.value
        }
        let dated: Int64 = 4 * 2_000 + 750
        #expect(try realised(299) == 299 * 85 + dated)
        // April and May.
        #expect(try realised(300) == 300 * 85 + dated + 2 * 100_000)
    }

    @Test("earned schedule says how many months the verified films are worth")
    func earnedSchedule() throws {
        let report = try march()
        let expected: [(String, Double?)] = [
            ("NW", 2 + 25.0 / 91), ("Q1", 2 + 20.0 / 60), ("RXA", 2), ("RXB", 2 + 20.0 / 60),
            ("RXC", 2 + 5.0 / 31), ("RXD", nil),
        ]
        for (code, months) in expected { #expect(try report.row(code).earnedScheduleMonths == months) }
        #expect(try report.row("NW").monthsElapsed == 2 + 10.0 / 31)
    }

    @Test("an opted-out Trust is listed, and in no sum")
    func optedOut() throws {
        let report = try march()
        #expect(report.optedOut.map(\.trust.code) == ["RXD"])
        #expect(report.optedOut.map(\.filmsToMigrate) == [500])
        #expect(report.optedOut.map(\.verifiedFilms) == [50])
        let row = try report.row("RXD")
        #expect(row.optedOut)
        #expect(row.figures == UnitFigures())
    }

    @Test("a Trust that the plan does not name is listed, and in no sum")
    func notInPlan() throws {
        let report = try ProgressReport(
            plan: SamplePlan.plan(), progress: progress("2026-03-10", ["RZZ": ["2026-02": 7]]))
        #expect(
            report.notInPlan == [
                UnplannedTrust(trust: try trust("RZZ"), receivedFilms: nil, verifiedFilms: 7)
            ])
        #expect(try report.row("NW").verifiedFilms == 0)
    }

    @Test("before anything is due the index is empty, and films of later months are not known")
    func early() throws {
        let report = try ProgressReport(
            plan: SamplePlan.plan(),
            progress: progress("2025-12-31", ["RXA": ["2025-12-30": 3, "2026-01": 90]]))
        let cluster = try report.row("NW")
        #expect(cluster.figures.dueFilms == 0)
        #expect(cluster.verifiedFilms == 3)
        #expect(cluster.schedulePerformanceIndex == nil)
        #expect(cluster.monthsElapsed == 0)
        #expect(cluster.figures.plannedToDate.cashReleasing == .zero)
    }

    @Test("after the plan's end everything is due and all planned benefit was planned by now")
    func late() throws {
        let report = try ProgressReport(plan: SamplePlan.plan(), progress: progress("2030-01-01"))
        for row in report.rows {
            #expect(row.figures.dueFilms == row.figures.schedule.total)
            #expect(row.figures.plannedToDate == row.figures.planned)
        }
        #expect(try report.row("NW").schedulePerformanceIndex == 0)
    }

    @Test("the ledger's counts add up at each level")
    func tallies() throws {
        var progress = try progress("2026-03-10")
        progress.films = [
            try trust("RXA"): StateCounts([.verified: 5, .held: 2]),
            try trust("RXB"): StateCounts([.queued: 1, .rejected: 4]),
            try trust("RXD"): StateCounts([.queued: 1000]),
        ]
        let report = try ProgressReport(plan: SamplePlan.plan(), progress: progress)
        let expected = StateCounts([.verified: 5, .held: 2, .queued: 1, .rejected: 4])
        #expect(try report.row("Q1").figures.films?.received == 12)
        #expect(try report.row("Q1").figures.films?[.rejected] == expected[.rejected])
        #expect(try report.row("Q2").figures.films == nil)
        #expect(try report.row("NW").figures.films?.received == 12)
    }
}
