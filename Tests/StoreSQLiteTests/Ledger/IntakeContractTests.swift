import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Intake into the ledger")
struct IntakeContractTests {
    struct Refusal: Error {}

    @Test("films are queued, and those that cannot be used rejected", arguments: Backend.allCases)
    func outcome(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            var delivery = Delivery.sample("B1", try await ledger.enrol("RXA"), films: 2)
            delivery.films.append(.sample("F3", row: 4, rejection: Reason(.imageMissing, "gone")))
            let films = try await ledger.take(delivery)
            #expect(films.map(\.state) == [.queued, .queued, .rejected])
            #expect(films.map(\.reference) == ["B1/F1", "B1/F2", "B1/F3"])
            #expect(films[2].reason == Reason(.imageMissing, "gone"))
            #expect(films[0].description == delivery.films[0].description)
            #expect(films[0].takenInAt == noon)
            let history = try await ledger.history(of: films[2].id)
            #expect(
                history == [HistoryEntry(at: noon, event: "reject", cause: "IMAGE_MISSING", actor: "intake")])
            try await ledger.expectSound()
        }
    }

    @Test("the same bag again gives the same receipt and no second film", arguments: Backend.allCases)
    func idempotent(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let delivery = Delivery.sample("B1", try await ledger.enrol("RXA"), films: 3)
            let text = "{\"été\": \"e\u{301}\"}\r\n "
            let first = try await ledger.takeIn(delivery, at: noon) { _ in text }
            let again = try await ledger.takeIn(delivery, at: noon.adding(seconds: 99)) { _ in "another" }
            #expect(first.isNew && !again.isNew)
            #expect(Array(again.receipt.utf8) == Array(text.utf8))
            #expect(again.batch == first.batch)
            let found = try await ledger.batch(digest: delivery.digest)
            #expect(found.map { Array($0.receipt.utf8) } == Array(text.utf8))
            #expect(try await ledger.batch(digest: "unknown")?.receipt == nil)
            #expect(try await ledger.batches().map(\.counts.received) == [3])
            try await ledger.expectSound()
        }
    }

    @Test("many that bring the same bag at once take it in once", arguments: Backend.allCases)
    func concurrent(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let delivery = Delivery.sample("B1", try await ledger.enrol("RXA"), films: 3)
            let intakes = try await withThrowingTaskGroup(of: Intake.self) { group in
                for index in 0..<8 {
                    group.addTask { try await ledger.takeIn(delivery, at: noon) { _ in "receipt \(index)" } }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(intakes.count { $0.isNew } == 1)
            #expect(Set(intakes.map(\.receipt)).count == 1)
            #expect(try await ledger.batches().map(\.counts.received) == [3])
        }
    }

    @Test("another bag under a known number of the same bureau is a conflict", arguments: Backend.allCases)
    func conflict(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let trust = try await ledger.enrol("RXA")
            try await ledger.take(.sample("B1", trust))
            await #expect(throws: LedgerError.of(.conflict)) {
                try await ledger.take(.sample("B1", trust, films: 2, digest: "another"))
            }
            #expect(try await ledger.batches().map(\.counts.received) == [1])
            try await ledger.expectSound()
        }
    }

    @Test("two bureaus with the same number get two names", arguments: Backend.allCases)
    func names(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let trust = try await ledger.enrol("RXA")
            try await ledger.take(.sample("B1~2", trust, bureau: "First"))
            for bureau in ["First", "Second", "Third"] {
                try await ledger.take(.sample("B1", trust, bureau: bureau))
            }
            let batches = try await ledger.batches().map(\.batch)
            #expect(batches.map(\.name) == ["B1~2", "B1", "B1~3", "B1~4"])
            #expect(batches.map(\.number) == ["B1~2", "B1", "B1", "B1"])
            for batch in batches { #expect(try await ledger.batch(named: batch.name) == batch) }
        }
    }

    @Test("a batch enters whole or not at all", arguments: Backend.allCases)
    func allOrNothing(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let trust = try await ledger.enrol("RXA")
            var repeated = Delivery.sample("B1", trust, films: 3)
            repeated.films[2].name = "F1"
            await #expect(throws: LedgerError.self) { try await ledger.take(repeated) }
            let sound = Delivery.sample("B1", trust, films: 3)
            await #expect(throws: Refusal.self) {
                try await ledger.takeIn(sound, at: noon) { _ in throw Refusal() }
            }
            #expect(try await ledger.batches().isEmpty)
            #expect(try await ledger.tallies().values.allSatisfy { $0.received == 0 })
            try await ledger.hire("w")
            #expect(try await ledger.claim(.migrate).isEmpty)
            try await ledger.expectSound()
            // Nothing is left that would stand in the way of the batch when it is mended.
            #expect(try await ledger.take(sound).count == 3)
        }
    }

    @Test("a batch of a Trust that nobody added is refused", arguments: Backend.allCases)
    func unknownTrust(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let trust = try #require(TrustID("RXZ"))
            await #expect(throws: LedgerError.of(.unknownTrust)) {
                try await ledger.take(.sample("B1", trust))
            }
            #expect(try await ledger.batches().isEmpty)
        }
    }
}
