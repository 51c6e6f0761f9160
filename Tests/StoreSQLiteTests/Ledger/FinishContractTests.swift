import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Claims and their results")
struct FinishContractTests {
    @Test("a film goes from queued over delivered to verified", arguments: Backend.allCases)
    func wholeWay(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let trust = try await ledger.enrol("RXA")
            let film = try #require(try await ledger.take(.sample("B1", trust)).first)
            try await ledger.hire("w")
            let lease = try await ledger.claimOne(.migrate)
            #expect(lease.film.id == film.id)
            #expect(lease.film.state == .inFlight)
            #expect(try await ledger.claim(.migrate).isEmpty)
            #expect(try await ledger.claim(.verify).isEmpty)
            try await ledger.expectSound()
            #expect(try await ledger.finish(lease, .delivered).isEmpty)
            #expect(try await ledger.film(film.id).facts == .sample(film.id))
            #expect(try await ledger.claim(.migrate).isEmpty)
            let proof = try await ledger.claimOne(.verify)
            #expect(proof.film.state == .delivered)
            #expect(proof.epoch > lease.epoch)
            try await ledger.expectSound()
            #expect(try await ledger.finish(proof, .verified).isEmpty)
            #expect(try await ledger.state(film.id) == .verified)
            #expect(
                try await ledger.history(of: film.id).map(\.event) == [
                    "taken_in", "claim", "deliver", "verify",
                ])
            #expect(try await ledger.stores(of: film.id) == [.sent(film.id), .readBack(film.id)])
            #expect(try await ledger.verifiedByDay() == [trust: ["2027-01-15": 1]])
            #expect(try await ledger.verifiedSince(noon) == [trust: [noon.milliseconds / 60_000: 1]])
            #expect(try await ledger.tallies()[trust]?[.verified] == 1)
            try await ledger.expectSound()
        }
    }

    @Test("a film that cannot go on leaves with its reason", arguments: Backend.allCases)
    func early(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 4))
            try await ledger.hire("w")
            let leases = try await ledger.claim(.migrate)
            let original = leases[0].film.id
            try await ledger.finish(leases[0], .delivered)
            try await ledger.finish(leases[1], .held(Reason(.patientAmbiguous, "two")))
            try await ledger.finish(leases[2], .rejected(Reason(.blank)))
            // The outcome alone names the original.
            try await ledger.finish(
                leases[3], .duplicate(of: original, Reason(.duplicateExact, "same bytes")))
            let films = try await ledger.films(of: leases[0].film.batch)
            #expect(films.map(\.state) == [.delivered, .held, .rejected, .duplicate])
            #expect(films.map(\.reason?.code) == [nil, .patientAmbiguous, .blank, .duplicateExact])
            #expect(films[3].facts.duplicateOf == original)
            let hold = try #require(try await ledger.holds(limit: 10).first)
            #expect(hold.film.id == films[1].id)
            #expect(hold.reason == Reason(.patientAmbiguous, "two"))
            #expect(hold.since == noon)
            #expect(hold.kind == .migrate)
            #expect(try await ledger.claim(.migrate).isEmpty)
            try await ledger.expectSound()
        }
    }

    @Test(
        "a read-back that differs holds the film for the way back to delivered", arguments: Backend.allCases)
    func heldWhileVerifying(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA")))
            try await ledger.hire("w")
            try await ledger.finish(try await ledger.claimOne(.migrate), .delivered)
            let proof = try await ledger.claimOne(.verify)
            try await ledger.finish(proof, .held(Reason(.readBackDiffers)))
            #expect(try await ledger.holds(limit: 1).map(\.kind) == [.verify])
            try await ledger.expectSound()
        }
    }

    @Test("a result that the state does not allow changes nothing", arguments: Backend.allCases)
    func refusedMoves(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 2))
            try await ledger.hire("w")
            let leases = try await ledger.claim(.migrate)
            let wrong = [Finish.sample(leases[0], .delivered), .sample(leases[1], .verified)]
            await #expect(throws: LedgerError.of(.refused)) { try await ledger.finish(wrong, at: noon) }
            #expect(try await ledger.state(leases[0].film.id) == .inFlight)
            // Delivered without an instance to point to.
            await #expect(throws: LedgerError.of(.broken)) {
                try await ledger.finish(together: Finish(leases[0], .delivered))
            }
            try await ledger.expectSound()
            // The group failed; each result alone can still be given.
            #expect(try await ledger.finish(leases[0], .delivered).isEmpty)
            #expect(try await ledger.finish(leases[1], .rejected(Reason(.blank))).isEmpty)
            let proof = try await ledger.claimOne(.verify)
            for outcome in [.delivered, .rejected(Reason(.blank))] as [Finish.Outcome] {
                await #expect(throws: LedgerError.of(.refused)) { try await ledger.finish(proof, outcome) }
            }
            try await ledger.expectSound()
        }
    }

    @Test(
        "a result under an old epoch is dropped, what the archive said is kept", arguments: Backend.allCases)
    func stale(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA")))
            try await ledger.hire("old", "new")
            let old = try await ledger.claimOne(.migrate, by: "old")
            let film = old.film.id
            #expect(try await ledger.dismiss("old", rescue: true, at: noon) == 1)
            let new = try await ledger.claimOne(.migrate, by: "new")
            #expect(new.epoch > old.epoch)
            #expect(try await ledger.finish(old, .delivered) == [film])
            #expect(try await ledger.state(film) == .inFlight)
            #expect(try await ledger.film(film).facts.sopInstanceUID == nil)
            #expect(try await ledger.stores(of: film) == [.sent(film)])
            #expect(try await ledger.finish(new, .delivered).isEmpty)
            #expect(try await ledger.finish(new, .delivered) == [film])
            #expect(try await ledger.finish(old, .rejected(Reason(.blank))) == [film])
            #expect(try await ledger.state(film) == .delivered)
            #expect(try await ledger.stores(of: film).count == 3)
            try await ledger.expectSound()
        }
    }

    @Test("an epoch is never used again, even after the ledger was closed", arguments: Backend.allCases)
    func epochs(backend: Backend) async throws {
        try await backend.withPlace { place in
            var last: Int64 = 0
            for round in 0..<4 {
                let ledger = try place.open()
                let trust = try await ledger.enrol("RXA")
                try await ledger.hire("w\(round)")
                try await ledger.take(.sample("B\(round)", trust))
                let lease = try await ledger.claimOne(.migrate, by: "w\(round)")
                #expect(lease.epoch > last)
                last = lease.epoch
                try await ledger.finish(lease, .handBack)
            }
        }
    }

    @Test("a match replaces the earlier one whole", arguments: Backend.allCases)
    func match(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA")))
            try await ledger.hire("w")
            var facts = FilmFacts()
            facts.match = Match(
                decision: .review, person: PersonID("P1"), probability: 0.5, weight: 1, reasons: ["name"],
                candidates: [PersonID("P1")], hold: .patientAmbiguous)
            facts.pictureDigest = "picture"
            var lease = try await ledger.claimOne(.migrate)
            try await ledger.finish(together: Finish(lease, .handBack, facts: facts))
            #expect(try await ledger.film(lease.film.id).facts == facts)
            // No facts leave what is known.
            lease = try await ledger.claimOne(.migrate)
            try await ledger.finish(together: Finish(lease, .handBack))
            #expect(try await ledger.film(lease.film.id).facts == facts)
            var none = FilmFacts()
            none.match = Match(decision: .none, person: nil, reasons: [], hold: .patientNotFound)
            lease = try await ledger.claimOne(.migrate)
            try await ledger.finish(together: Finish(lease, .held(Reason(.patientNotFound)), facts: none))
            let kept = try await ledger.film(lease.film.id).facts
            #expect(kept.match == none.match)
            #expect(kept.pictureDigest == "picture")
        }
    }
}
