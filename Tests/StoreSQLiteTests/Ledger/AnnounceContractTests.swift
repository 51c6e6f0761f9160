import FilmModel
import Testing

@testable import MigrationQueue

@Suite("What goes out is written down before its first byte")
struct AnnounceContractTests {
    private static let facts: FilmFacts = {
        var facts = FilmFacts()
        facts.match = Match(decision: .match, person: PersonID("P1"), reasons: ["number"])
        facts.written = WrittenPatient(PatientIdentity(Person(id: PersonID("P1"))), institution: nil)
        facts.sopInstanceUID = "2.25.1"
        facts.pixelDigest = "pixels"
        return facts
    }()

    @Test(
        "a film that is announced and then held is known as what it was sent as, and proved where it arrived",
        arguments: Backend.allCases)
    func heldInHand(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.hire("w")
            let films = try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 2))
            let first = try await ledger.claimOne(.migrate)
            let second = try await ledger.claimOne(.migrate)
            #expect(try await ledger.announce(first, facts: Self.facts, at: noon))
            var conflict = Finish(second, .held(Reason(.identityConflict)))
            conflict.alsoHeld = [(first.film.id, Reason(.identityConflict))]
            #expect(try await ledger.finish([conflict], at: noon).isEmpty)
            let held = try await ledger.film(first.film.id)
            #expect(held.state == .held && held.person == PersonID("P1"))
            #expect(held.facts.sopInstanceUID == "2.25.1")
            // The lane's own result comes too late; what the archive answered is kept, and is proved.
            let store = StoreRecord(
                destination: "main", sopInstanceUID: "2.25.1", sentAt: noon, dimseStatus: 0, method: "store")
            let late = Finish(first, .delivered, stores: [store])
            #expect(try await ledger.finish([late], at: noon) == [first.film.id])
            #expect(try await ledger.state(first.film.id) == .held)
            try await ledger.release(first.film.id, person: nil, cause: "", actor: "jo", at: noon)
            #expect(try await ledger.state(first.film.id) == .delivered)
            #expect(try await ledger.claimOne(.verify).film.id == first.film.id)
            #expect(films.count == 2)
        }
    }

    @Test("a film that was held in hand is announced no more", arguments: Backend.allCases)
    func tooLate(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.hire("w")
            _ = try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 2))
            let first = try await ledger.claimOne(.migrate)
            var conflict = Finish(try await ledger.claimOne(.migrate), .held(Reason(.identityConflict)))
            conflict.alsoHeld = [(first.film.id, Reason(.identityConflict))]
            _ = try await ledger.finish([conflict], at: noon)
            #expect(try await !ledger.announce(first, facts: Self.facts, at: noon))
            #expect(try await ledger.film(first.film.id).facts.written == nil)
            try await ledger.release(first.film.id, person: PersonID("P2"), cause: "", actor: "jo", at: noon)
            #expect(try await ledger.state(first.film.id) == .queued)
        }
    }

    @Test("what certainly reached no archive is announced no more", arguments: Backend.allCases)
    func unsent(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.hire("w")
            _ = try await ledger.take(.sample("B1", try await ledger.enrol("RXA")))
            let lease = try await ledger.claimOne(.migrate)
            #expect(try await ledger.announce(lease, facts: Self.facts, at: noon))
            var finish = Finish(lease, .handBack, facts: Self.facts)
            finish.isUnsent = true
            _ = try await ledger.finish([finish], at: noon)
            #expect(try await ledger.film(lease.film.id).facts.written == nil)
            await #expect(throws: LedgerError.of(.refused)) {
                try await ledger.correct(
                    lease.film.id, to: PersonID("P7"), reason: Reason(.identityConflict), cause: "",
                    actor: "jo", at: noon)
            }
        }
    }
}
