import FilmModel
import Testing

@testable import MigrationQueue

@Suite("A person's word that a delivered film is somebody else's")
struct CorrectionContractTests {
    /// Two films that are delivered; the lease of one that is to be proved.
    private func twoDelivered(_ ledger: any Ledger) async throws -> Lease {
        try await ledger.hire("w")
        let films = try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 2))
        for _ in films { try await ledger.finish(try await ledger.claimOne(.migrate), .delivered) }
        return try await ledger.claimOne(.verify)
    }

    @Test("a film that no archive has needs no correction", arguments: Backend.allCases)
    func unsent(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let films = try await ledger.take(.sample("B1", try await ledger.enrol("RXA")))
            for film in films {
                await #expect(throws: LedgerError.of(.refused)) {
                    try await ledger.correct(
                        film.id, to: PersonID("P7"), reason: Reason(.identityConflict), cause: "",
                        actor: "jo",
                        at: noon)
                }
                #expect(try await ledger.film(film.id).facts.correction == nil)
            }
        }
    }

    @Test(
        "a correction stands until it is settled, whatever else is asked", arguments: Backend.allCases,
        [true, false])
    func correction(backend: Backend, isMade: Bool) async throws {
        try await backend.withLedger { ledger in
            let lease = try await twoDelivered(ledger)
            try await ledger.finish(lease, .verified)
            let film = lease.film.id
            let reason = Reason(.identityConflict)
            func correct() async throws {
                try await ledger.correct(
                    film, to: PersonID("P7"), reason: reason, cause: "jacket", actor: "jo", at: noon)
            }
            try await correct()
            #expect(try await ledger.state(film) == .held)
            #expect(try await ledger.film(film).facts.correction == PersonID("P7"))
            #expect(try await ledger.history(of: film).last?.cause == "jacket")
            // Another one that an archive has and that is held for the same reason needs a reviewer's word, too.
            let other = try await ledger.claimOne(.verify)
            try await ledger.finish(other, .held(reason))
            let refused = LedgerError.of(.refused)
            for isRejected in [false, true] {
                if isRejected {
                    try await ledger.reject(
                        film, reason: Reason(.rejectedByOperator), actor: "jo", at: noon)
                }
                await #expect(throws: refused) {
                    try await ledger.release(film, person: nil, cause: "", actor: "jo", at: noon)
                }
                await #expect(throws: refused) { _ = try await ledger.retry(film, actor: "jo", at: noon) }
                let code = isRejected ? ReasonCode.rejectedByOperator : .identityConflict
                #expect(try await ledger.corrected(code, of: .all).films == (isRejected ? 1 : 2))
                let retried = try await ledger.retry(all: code, actor: "jo", at: noon)
                #expect(retried.films == 0)
                #expect(try await ledger.state(other.film.id) == .held)
                await #expect(throws: refused) {
                    _ = try await ledger.retry(other.film.id, actor: "jo", at: noon)
                }
                #expect(try await ledger.state(film) == (isRejected ? .rejected : .held))
                try await ledger.expectSound()
            }
            await #expect(throws: refused) {
                try await ledger.settle(
                    correctionOf: film, isMade: isMade, cause: "", actor: "jo", at: noon)
            }
            try await ledger.takeBack(film, to: reason, actor: "jo", at: noon)
            try await correct()
            try await ledger.settle(
                correctionOf: film, isMade: isMade, cause: "put right", actor: "jo", at: noon)
            let settled = try await ledger.film(film)
            #expect(settled.state == .delivered)
            #expect(settled.facts.correction == nil)
            #expect(settled.facts.decidedPerson == (isMade ? PersonID("P7") : nil))
            #expect((settled.facts.identity == nil) == isMade)
            try await ledger.expectSound()
        }
    }
}
