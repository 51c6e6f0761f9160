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

    @Test("only a person's rejection after a hold is for good", arguments: Backend.allCases)
    func accounted(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let ledger = try #require(ledger as? any ReportingLedger)
            let trust = try await ledger.enrol("RXA")
            try await ledger.take(.sample("B1", trust))
            try await ledger.hire("w")
            let lease = try await ledger.claimOne(.migrate)
            try await ledger.finish(lease, .held(Reason(.patientAmbiguous)))
            #expect(try await ledger.flow(through: nil)[trust]?.accounted.values.reduce(0, +) ?? 0 == 0)
            try await ledger.reject(
                lease.film.id, reason: Reason(.patientAmbiguous), actor: "jo", at: noon)
            #expect(try await ledger.flow(through: nil)[trust]?.accounted == [noon.londonDay: 1])
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
