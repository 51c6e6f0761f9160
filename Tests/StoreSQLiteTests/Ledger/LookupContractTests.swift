import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Looking up batches and films")
struct LookupContractTests {
    @Test(
        "a film is found by its batch and name, or by a number that only it has", arguments: Backend.allCases)
    func films(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let trust = try await ledger.enrol("RXA")
            var second = Delivery.sample("B2", trust, films: 1)
            second.films.append(.sample("only", row: 3))
            try await ledger.take(.sample("B1", trust))
            try await ledger.take(second)
            #expect(try await ledger.film(named: "B2/F1").reference == "B2/F1")
            #expect(try await ledger.film(named: "only").reference == "B2/only")
            await #expect(throws: LedgerError.of(.ambiguous)) { try await ledger.film(named: "F1") }
            for name in ["", "/", "B1", "B1/", "B1/only", "B3/F1", "f1", "B1/F%", "' OR 1 --"] {
                await #expect(throws: LedgerError.of(.unknownFilm)) { try await ledger.film(named: name) }
            }
        }
    }

    @Test("names that hold the divider are found", arguments: Backend.allCases)
    func dividers(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let trust = try await ledger.enrol("RXA")
            var delivery = Delivery.sample("2027/7", trust, films: 0)
            delivery.films = [.sample("A/1", row: 2), .sample("A", row: 3)]
            try await ledger.take(delivery)
            #expect(try await ledger.film(named: "2027/7/A/1").name == "A/1")
            #expect(try await ledger.film(named: "2027/7/A").name == "A")
            #expect(try await ledger.film(named: "A/1").name == "A/1")
        }
    }

    @Test(
        "a name that fits two films names none, and numbers tell them apart",
        arguments: Backend.allCases)
    func sharedNames(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let trust = try await ledger.enrol("RXA")
            var first = Delivery.sample("N/7", trust, films: 0, bureau: "First")
            first.films = [.sample("F1", row: 2)]
            var second = Delivery.sample("N", trust, films: 0, bureau: "Second")
            second.films = [.sample("7/F1", row: 2)]
            let mine = try #require(try await ledger.take(first).first)
            let theirs = try #require(try await ledger.take(second).first)
            #expect(mine.reference == theirs.reference)
            await #expect(throws: LedgerError.of(.ambiguous)) { try await ledger.film(named: "N/7/F1") }
            #expect(try await ledger.film(named: "#\(mine.id)").bureau == "First")
            #expect(try await ledger.film(named: "#\(theirs.id)").bureau == "Second")
            await #expect(throws: LedgerError.of(.unknownFilm)) { try await ledger.film(named: "#999") }
        }
    }

    @Test("a film that shares its number in a batch is named with its row", arguments: Backend.allCases)
    func repeated(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            var delivery = Delivery.sample("B1", try await ledger.enrol("RXA"))
            var twin = Delivery.Film.sample("F1", row: 3, rejection: Reason(.duplicateFilmID))
            twin.name = "F1 (row 3)"
            delivery.films.append(twin)
            try await ledger.take(delivery)
            await #expect(throws: LedgerError.of(.ambiguous)) { try await ledger.film(named: "F1") }
            #expect(try await ledger.film(named: "B1/F1").row == 2)
            #expect(try await ledger.film(named: "B1/F1 (row 3)").row == 3)
        }
    }

    @Test("a batch is found by its name alone", arguments: Backend.allCases)
    func batches(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let trust = try await ledger.enrol("RXA")
            try await ledger.take(.sample("B1", trust, bureau: "First"))
            try await ledger.take(.sample("B1", trust, films: 2, bureau: "Second"))
            #expect(try await ledger.batch(named: "B1").bureau == "First")
            #expect(try await ledger.batch(named: "B1~2").bureau == "Second")
            #expect(try await ledger.batches().map(\.counts.received) == [1, 2])
            for name in ["", "b1", "B2", "B_"] {
                await #expect(throws: LedgerError.of(.unknownBatch)) { try await ledger.batch(named: name) }
            }
        }
    }

    @Test("states are told of the films that exist", arguments: Backend.allCases)
    func states(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let films = try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 2)).map(
                \.id)
            #expect(
                try await ledger.states(of: films + [FilmID(999)]) == [films[0]: .queued, films[1]: .queued])
            #expect(try await ledger.states(of: []).isEmpty)
        }
    }

    @Test("holds are listed oldest first, no more than asked for", arguments: Backend.allCases)
    func holds(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 3))
            try await ledger.hire("w")
            for (index, lease) in try await ledger.claim(.migrate).enumerated() {
                let at = noon.adding(seconds: Double(-index))
                try await ledger.finish(lease, .held(Reason(.patientAmbiguous)), at: at)
            }
            #expect(try await ledger.holds(limit: 10).map(\.film.name) == ["F3", "F2", "F1"])
            #expect(try await ledger.holds(limit: 2).map(\.film.name) == ["F3", "F2"])
        }
    }
}
