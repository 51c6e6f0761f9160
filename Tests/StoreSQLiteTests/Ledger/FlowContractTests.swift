import FilmModel
import Testing

@testable import MigrationQueue

@Suite("What reports ask of a ledger")
struct FlowContractTests {
    @Test(
        "after random sequences, the standing of any day is the history's own",
        arguments: Backend.allCases, 900..<906 as Range<UInt64>)
    func standing(backend: Backend, seed: UInt64) async throws {
        try await backend.withPlace { place in
            var script = try await LedgerScript(place, seed: seed)
            for _ in 0..<120 { try await script.step() }
            let ledger = try #require(script.ledger as? any ReportingLedger)
            var days: Set<String> = []
            var histories: [(film: FilmID, trust: TrustID, entries: [HistoryEntry])] = []
            for id in script.model.films.keys {
                let entries = try await ledger.history(of: id).filter { $0.event != "retry" }
                days.formUnion(entries.map(\.at.londonDay))
                histories.append((id, try await ledger.film(id).trust, entries))
            }
            for day in days.sorted() {
                var expected: [TrustID: StateCounts] = [:]
                for history in histories {
                    var state: FilmState?
                    for entry in history.entries where entry.at.londonDay <= day {
                        state = Self.state(after: entry.event, state)
                    }
                    if let state { expected[history.trust, default: StateCounts()][state] += 1 }
                }
                try await Self.compare(ledger.standing(on: day), expected)
                let flow = try await ledger.flow(through: day)
                for (trust, counts) in expected {
                    let verified = (flow[trust]?.verified ?? [:]).values.reduce(0, +)
                    #expect(verified == counts[.verified], "\(trust) \(day)")
                }
            }
            try await Self.compare(ledger.standing(on: nil), ledger.tallies())
        }
    }

    private static func compare(_ standings: [BatchStanding], _ expected: [TrustID: StateCounts]) {
        var sums: [TrustID: StateCounts] = [:]
        for standing in standings {
            for state in FilmState.allCases { #expect(standing.films[state] >= 0) }
            sums[standing.trust, default: StateCounts()] += standing.films
        }
        for trust in Set(sums.keys).union(expected.keys) {
            for state in FilmState.allCases {
                #expect(sums[trust]?[state] ?? 0 == expected[trust]?[state] ?? 0, "\(trust) \(state)")
            }
        }
    }

    /// By the state machine itself, not by the store's table.
    private static func state(after event: String, _ state: FilmState?) -> FilmState? {
        if event == "taken_in" { return .queued }
        guard let event = FilmEvent(rawValue: event) else { return state }
        guard let state else { return event == .reject ? .rejected : nil }
        return state.after(event)
    }

    @Test("a film that is rejected, by whomever, is never accounted for", arguments: Backend.allCases)
    func rejected(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let ledger = try #require(ledger as? any ReportingLedger)
            let trust = try await ledger.enrol("RXA")
            try await ledger.take(.sample("B1", trust))
            try await ledger.hire("w")
            let lease = try await ledger.claimOne(.migrate)
            try await ledger.finish(lease, .held(Reason(.patientAmbiguous)))
            try await ledger.reject(
                lease.film.id, reason: Reason(.patientAmbiguous), actor: "jo", at: noon)
            #expect(try await ledger.accounted(trust).isEmpty)
        }
    }

    @Test(
        "a duplicate is accounted for from the day on which its film is verified, and only as long as it is",
        arguments: Backend.allCases)
    func covered(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let ledger = try #require(ledger as? any ReportingLedger)
            let trust = try await ledger.enrol("RXA")
            let films = try await ledger.take(.sample("B1", trust, films: 4))
            try await ledger.hire("w")
            let leases = try await ledger.claim(.migrate)
            let next = noon.adding(seconds: 86_400)
            // 2 is a duplicate of 1, which turns out to be one of 0; 3 is one of 0 as well.
            try await ledger.finish(leases[2], .duplicate(of: films[1].id, Reason(.duplicateExact)))
            try await ledger.finish(leases[1], .duplicate(of: films[0].id, Reason(.duplicateExact)))
            #expect(try await ledger.accounted(trust).isEmpty)
            try await ledger.finish(leases[0], .delivered)
            let proof = try await ledger.claimOne(.verify)
            try await ledger.finish(proof, .verified, at: next)
            try await ledger.finish(
                leases[3], .duplicate(of: films[0].id, Reason(.duplicateExact)), at: next)
            #expect(try await ledger.accounted(trust) == [next.londonDay: 3])
            try await ledger.expectSound()
            // Let go, it stands for itself, and what was its duplicate with it.
            let later = next.adding(seconds: 86_400)
            try await ledger.release(films[1].id, person: nil, cause: "undo", actor: "jo", at: later)
            #expect(try await ledger.accounted(trust) == [next.londonDay: 3, later.londonDay: -2])
            try await ledger.hold(films[0].id, reason: Reason(.heldByOperator), actor: "jo", at: later)
            #expect(try await ledger.accounted(trust) == [next.londonDay: 3, later.londonDay: -3])
            try await ledger.expectSound()
        }
    }

    @Test(
        "the same scan in another delivery is accounted for by nothing, and counted apart",
        arguments: Backend.allCases)
    func again(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let ledger = try #require(ledger as? any ReportingLedger)
            let trust = try await ledger.enrol("RXA")
            let first = try await ledger.take(.sample("B1", trust, films: 2))
            let second = try await ledger.take(.sample("B2", trust, films: 3))
            try await ledger.hire("w")
            var leases: [FilmID: Lease] = [:]
            for lease in try await ledger.claim(.migrate) { leases[lease.film.id] = lease }
            func finish(_ film: FilmRecord, _ outcome: Finish.Outcome) async throws {
                try await ledger.finish(try #require(leases[film.id]), outcome)
            }
            func flow() async throws -> FilmFlow { try await ledger.flow(through: nil)[trust] ?? FilmFlow() }
            // In B2 the very scan of B1's first film, one more of it below that, and another scan of the film.
            try await finish(second[0], .duplicate(of: first[0].id, Reason(.duplicateExact)))
            try await finish(second[1], .duplicate(of: second[0].id, Reason(.duplicateExact)))
            try await finish(second[2], .duplicate(of: first[0].id, Reason(.duplicateFilm)))
            try await finish(first[1], .duplicate(of: first[0].id, Reason(.duplicateExact)))
            #expect(try await flow().again.values.reduce(0, +) == 1)
            #expect(try await flow().open.values.reduce(0, +) == 1)
            try await finish(first[0], .delivered)
            try await ledger.finish(try await ledger.claimOne(.verify), .verified)
            #expect(try await flow().accounted.values.reduce(0, +) == 3)
            #expect(try await flow().open.values.reduce(0, +) == 0)
            try await ledger.expectSound()
            try await ledger.release(second[0].id, person: nil, cause: "undo", actor: "jo", at: noon)
            #expect(try await flow().again.values.reduce(0, +) == 0)
            #expect(try await flow().accounted.values.reduce(0, +) == 2)
            try await ledger.expectSound()
            try await ledger.hold(first[0].id, reason: Reason(.heldByOperator), actor: "jo", at: noon)
            #expect(try await flow().accounted.values.reduce(0, +) == 0)
            try await ledger.expectSound()
        }
    }

    @Test("films are counted on London's days: half an hour before midnight in UTC is the next day in summer")
    func londonDays() async throws {
        try await Backend.sqlite.withLedger { ledger in
            let ledger = try #require(ledger as? any ReportingLedger)
            let trust = try await ledger.enrol("RXA")
            for (number, at) in ["2026-06-30T22:59:59Z", "2026-06-30T23:00:00Z", "2026-12-31T23:30:00Z"]
                .enumerated()
            {
                try await ledger.take(
                    .sample("B\(number)", trust), at: try #require(Timestamp(rfc3339: at)))
            }
            func received(_ day: String) async throws -> Int {
                try await ledger.standing(on: day).reduce(0) { $0 + $1.films.received }
            }
            #expect(try await received("2026-06-30") == 1)
            #expect(try await received("2026-07-01") == 2)
            #expect(try await received("2026-12-30") == 2)
            #expect(try await received("2026-12-31") == 3)
        }
    }
}

extension ReportingLedger {
    /// What is accounted for without a picture of its own, by day.
    fileprivate func accounted(_ trust: TrustID) async throws -> [String: Int] {
        try await flow(through: nil)[trust]?.accounted.filter { $0.value != 0 } ?? [:]
    }
}
