import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Decisions of people on held films")
struct DecisionContractTests {
    /// A ledger with a film that a worker's result has put on hold.
    func withHeld(
        _ backend: Backend, kind: WorkKind = .migrate, _ body: (any Ledger, FilmID) async throws -> Void
    ) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA")))
            try await ledger.hire("w")
            if kind == .verify { try await ledger.finish(try await ledger.claimOne(.migrate), .delivered) }
            let lease = try await ledger.claimOne(kind)
            try await ledger.finish(
                lease, .held(Reason(kind == .migrate ? .patientAmbiguous : .readBackDiffers)))
            try await body(ledger, lease.film.id)
        }
    }

    @Test("a film that is released goes on with the person decided on", arguments: Backend.allCases)
    func release(backend: Backend) async throws {
        try await withHeld(backend) { ledger, film in
            let later = noon.adding(seconds: 5)
            try await ledger.release(
                film, person: PersonID("P7"), cause: "label read", actor: "jo", at: later)
            let record = try await ledger.film(film)
            #expect(record.state == .queued)
            #expect(record.reason == nil)
            #expect(record.facts.decidedPerson == PersonID("P7"))
            #expect(record.facts.matchedAt == later)
            #expect(try await ledger.holds(limit: 1).isEmpty)
            let last = try await ledger.history(of: film).last
            #expect(last == HistoryEntry(at: later, event: "release", cause: "label read", actor: "jo"))
            try await ledger.expectSound()
            #expect(try await ledger.claimOne(.migrate).film.facts.decidedPerson == PersonID("P7"))
        }
    }

    @Test("a film that the archive has is verified again, under the same person", arguments: Backend.allCases)
    func resume(backend: Backend) async throws {
        try await withHeld(backend, kind: .verify) { ledger, film in
            await #expect(throws: LedgerError.of(.refused)) {
                try await ledger.release(film, person: PersonID("P7"), cause: "", actor: "jo", at: noon)
            }
            try await ledger.expectSound()
            try await ledger.release(film, person: nil, cause: "archive mended", actor: "jo", at: noon)
            #expect(try await ledger.state(film) == .delivered)
            #expect(try await ledger.history(of: film).last?.event == "resume")
            try await ledger.expectSound()
            #expect(try await ledger.claim(.migrate).isEmpty)
            try await ledger.finish(try await ledger.claimOne(.verify), .verified)
            #expect(try await ledger.state(film) == .verified)
            try await ledger.expectSound()
        }
    }

    @Test("a film that is rejected stays so", arguments: Backend.allCases, WorkKind.allCases)
    func reject(backend: Backend, kind: WorkKind) async throws {
        try await withHeld(backend, kind: kind) { ledger, film in
            let reason = Reason(.rejectedByOperator, "fogged")
            try await ledger.reject(film, reason: reason, actor: "jo", at: noon)
            let record = try await ledger.film(film)
            #expect(record.state == .rejected)
            #expect(record.reason == reason)
            let last = try await ledger.history(of: film).last
            #expect(last == HistoryEntry(at: noon, event: "reject", cause: "fogged", actor: "jo"))
            #expect(try await ledger.claim(.migrate).isEmpty)
            #expect(try await ledger.claim(.verify).isEmpty)
            try await ledger.expectSound()
            await #expect(throws: LedgerError.of(.refused)) {
                try await ledger.release(film, person: nil, cause: "", actor: "jo", at: noon)
            }
        }
    }

    @Test(
        "a decision is taken back until the film is claimed, and the person with it",
        arguments: Backend.allCases)
    func takeBack(backend: Backend) async throws {
        try await withHeld(backend) { ledger, film in
            let before = Reason(.patientAmbiguous, "two persons fit")
            await #expect(throws: LedgerError.of(.refused)) {
                try await ledger.takeBack(film, to: before, actor: "jo", at: noon)
            }
            try await ledger.release(film, person: PersonID("P7"), cause: "", actor: "jo", at: noon)
            try await ledger.takeBack(film, to: before, actor: "jo", at: noon)
            #expect(try await ledger.film(film).reason == before)
            #expect(try await ledger.film(film).facts.decidedPerson == nil)
            #expect(try await ledger.holds(limit: 2).map(\.film.id) == [film])
            try await ledger.expectSound()
            try await ledger.reject(film, reason: Reason(.rejectedByOperator), actor: "jo", at: noon)
            try await ledger.takeBack(film, to: before, actor: "jo", at: noon)
            #expect(try await ledger.state(film) == .held)
            try await ledger.expectSound()
            try await ledger.release(film, person: PersonID("P7"), cause: "", actor: "jo", at: noon)
            _ = try await ledger.claimOne(.migrate)
            await #expect(throws: LedgerError.of(.refused)) {
                try await ledger.takeBack(film, to: before, actor: "jo", at: noon)
            }
            try await ledger.expectSound()
        }
    }

    @Test("a held film can be held for another reason", arguments: Backend.allCases, WorkKind.allCases)
    func restate(backend: Backend, kind: WorkKind) async throws {
        try await withHeld(backend, kind: kind) { ledger, film in
            let reason = Reason(.patientNotFound, "nobody")
            guard kind == .migrate else {
                await #expect(throws: LedgerError.of(.refused)) {
                    try await ledger.restate(film, as: reason, cause: "", actor: "jo", at: noon)
                }
                return
            }
            try await ledger.restate(film, as: reason, cause: "looked", actor: "jo", at: noon)
            #expect(try await ledger.film(film).reason == reason)
            #expect(try await ledger.holds(limit: 2).map(\.reason) == [reason])
            #expect(try await ledger.failures().map(\.code) == [.patientNotFound])
            let last = try await ledger.history(of: film).last
            #expect(last == HistoryEntry(at: noon, event: "decide", cause: "looked", actor: "jo"))
            try await ledger.expectSound()
        }
    }

    @Test("only a held film can be decided on", arguments: Backend.allCases)
    func notHeld(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let film = try #require(
                try await ledger.take(.sample("B1", try await ledger.enrol("RXA"))).first?.id)
            await #expect(throws: LedgerError.of(.refused)) {
                try await ledger.release(film, person: nil, cause: "", actor: "jo", at: noon)
            }
            await #expect(throws: LedgerError.of(.refused)) {
                try await ledger.reject(film, reason: Reason(.blank), actor: "jo", at: noon)
            }
            #expect(try await ledger.state(film) == .queued)
            try await ledger.expectSound()
        }
    }

    @Test("an urgent film that is released is urgent again", arguments: Backend.allCases)
    func urgency(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let trust = try await ledger.enrol("RXA")
            var delivery = Delivery.sample("B1", trust, films: 3)
            delivery.films.append(.sample("U", row: 9, urgentBy: "2027-01-20"))
            try await ledger.take(delivery)
            try await ledger.hire("w")
            let urgent = try await ledger.claimOne(.migrate)
            #expect(urgent.film.name == "U")
            try await ledger.finish(urgent, .held(Reason(.patientAmbiguous)))
            try await ledger.release(urgent.film.id, person: nil, cause: "", actor: "jo", at: noon)
            #expect(try await ledger.claimOne(.migrate).film.name == "U")
        }
    }

    @Test(
        "duplicates of a film that is rejected go on in its stead", arguments: Backend.allCases,
        [false, true])
    func originals(backend: Backend, byOperator: Bool) async throws {
        try await backend.withLedger { ledger in
            let films = try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 4))
            try await ledger.hire("w")
            let leases = try await ledger.claim(.migrate)
            let original = films[0].id
            for lease in leases[1...2] {
                try await ledger.finish(lease, .duplicate(of: original, Reason(.duplicateExact)))
            }
            try await ledger.finish(leases[3], .duplicate(of: films[1].id, Reason(.duplicateExact)))
            if byOperator {
                try await ledger.finish(leases[0], .held(Reason(.identityConflict)))
                try await ledger.reject(original, reason: Reason(.rejectedByOperator), actor: "jo", at: noon)
            } else {
                try await ledger.finish(leases[0], .rejected(Reason(.truncated)))
            }
            let after = try await ledger.films(of: films[0].batch)
            // The last is a duplicate of a film that is not rejected.
            #expect(after.map(\.state) == [.rejected, .queued, .queued, .duplicate])
            #expect(after[1].facts.duplicateOf == nil)
            #expect(try await ledger.history(of: films[1].id).last?.event == "release")
            try await ledger.expectSound()
            #expect(try await ledger.claim(.migrate).map(\.film.id) == [films[1].id, films[2].id])
        }
    }

    @Test("a film found to be a duplicate of one just rejected is tried again", arguments: Backend.allCases)
    func lateDuplicate(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 2))
            try await ledger.hire("w")
            let leases = try await ledger.claim(.migrate)
            try await ledger.finish(
                together: .sample(leases[0], .rejected(Reason(.truncated))),
                .sample(leases[1], .duplicate(of: leases[0].film.id, Reason(.duplicateExact))))
            let second = try await ledger.film(leases[1].film.id)
            #expect(second.state == .queued)
            #expect(second.facts.duplicateOf == nil)
            try await ledger.expectSound()
            #expect(try await ledger.claimOne(.migrate).film.id == second.id)
        }
    }
}
