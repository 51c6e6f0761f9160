import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Two films that conflict are held in one commit, wherever the other one stands")
struct ConflictContractTests {
    /// Where the other film stands when the conflict is found.
    enum Standing: String, CaseIterable {
        case queued, inFlight, delivered, beingProved, verified
    }

    @Test(
        "the other film is held, and goes on from where it was", arguments: Backend.allCases,
        Standing.allCases)
    func both(backend: Backend, standing: Standing) async throws {
        try await backend.withLedger { ledger in
            let trust = try await ledger.enrol("RXA")
            let other = try await ledger.take(.sample("B1", trust))[0].id
            try await ledger.hire("w")
            var otherLease: Lease?
            if standing != .queued {
                otherLease = try await ledger.claimOne(.migrate)
                if standing != .inFlight, let lease = otherLease {
                    try await ledger.finish(lease, .delivered)
                }
                if standing == .beingProved || standing == .verified {
                    otherLease = try await ledger.claimOne(.verify)
                    if standing == .verified, let lease = otherLease {
                        try await ledger.finish(lease, .verified)
                    }
                }
            }
            let film = try await ledger.take(.sample("B2", trust))[0].id
            let leases = try await ledger.claim(.migrate)
            let lease = try #require(leases.first { $0.film.id == film })
            for each in leases where each.film.id != film { try await ledger.finish(each, .handBack) }
            var result = Finish.sample(lease, .held(Reason(.identityConflict, "the same as the first")))
            result.alsoHeld = [(other, Reason(.identityConflict, "the same as the second"))]
            try await ledger.finish(together: result)

            #expect(try await ledger.state(film) == .held)
            let held = try await ledger.film(other)
            #expect(held.state == .held)
            #expect(held.reason == Reason(.identityConflict, "the same as the second"))
            #expect(try await ledger.holds(limit: 10).count == 2)
            try await ledger.expectSound()
            // What its worker comes back with is dropped, but not what an archive answered.
            if standing == .inFlight || standing == .beingProved, let otherLease {
                let outcome: Finish.Outcome = standing == .inFlight ? .delivered : .verified
                #expect(try await ledger.finish(otherLease, outcome) == [other])
                #expect(try await ledger.state(other) == .held)
                #expect(try await ledger.stores(of: other).isEmpty == false)
            }
            try await ledger.release(other, person: nil, cause: "the second is wrong", actor: "jo", at: noon)
            let isSent = ![.queued, .inFlight].contains(standing)
            #expect(try await ledger.state(other) == (isSent ? .delivered : .queued))
            try await ledger.expectSound()
        }
    }

    @Test(
        "a film that is held for something else is held for whose it is from then on",
        arguments: Backend.allCases)
    func heldElse(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 2))
            try await ledger.hire("w")
            let leases = try await ledger.claim(.migrate)
            try await ledger.finish(leases[0], .held(Reason(.heldByOperator)))
            var result = Finish.sample(leases[1], .held(Reason(.identityConflict)))
            result.alsoHeld = [(leases[0].film.id, Reason(.identityConflict, "the same as the second"))]
            try await ledger.finish(together: result)
            let other = try await ledger.film(leases[0].film.id)
            #expect(other.state == .held && other.reason?.message == "the same as the second")
            #expect(other.facts.rival == leases[1].film.id)
            #expect(try await ledger.holds(limit: 10).allSatisfy { $0.reason.code == .identityConflict })
            try await ledger.expectSound()
        }
    }

    @Test(
        "a film that is held or rejected already stays what it is", arguments: Backend.allCases,
        [false, true])
    func settled(backend: Backend, isRejected: Bool) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 2))
            try await ledger.hire("w")
            let leases = try await ledger.claim(.migrate)
            let reason = Reason(isRejected ? .truncated : .patientAmbiguous)
            try await ledger.finish(leases[0], isRejected ? .rejected(reason) : .held(reason))
            var result = Finish.sample(leases[1], .held(Reason(.identityConflict)))
            result.alsoHeld = [(leases[0].film.id, Reason(.identityConflict))]
            try await ledger.finish(together: result)
            let other = try await ledger.film(leases[0].film.id)
            #expect(other.state == (isRejected ? .rejected : .held))
            #expect(other.reason?.code == reason.code)
            try await ledger.expectSound()
        }
    }
}
