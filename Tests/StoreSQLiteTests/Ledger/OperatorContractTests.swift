import FilmModel
import Testing

@testable import MigrationQueue

@Suite("What operators do with films and batches")
struct OperatorContractTests {
    func withFilms(
        _ backend: Backend, _ count: Int = 8, _ body: (any Ledger, [FilmRecord]) async throws -> Void
    ) async throws {
        try await backend.withLedger { ledger in
            let films = try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: count))
            try await ledger.hire("w")
            try await body(ledger, films)
        }
    }

    @Test("a film is stopped wherever it stands, and goes on from there", arguments: Backend.allCases)
    func hold(backend: Backend) async throws {
        try await withFilms(backend, 4) { ledger, films in
            let leases = try await ledger.claim(.migrate, 3)
            try await ledger.finish(leases[0], .delivered)
            try await ledger.finish(leases[1], .delivered)
            let proof = try await ledger.claimOne(.verify)
            try await ledger.finish(proof, .verified)
            let reason = Reason(.heldByOperator, "label to be read again")
            for film in [films[0], films[1], films[3]] {
                try await ledger.hold(film.id, reason: reason, actor: "jo", at: noon)
                #expect(try await ledger.film(film.id).reason == reason)
                try await ledger.expectSound()
            }
            // In flight, and held already.
            for film in [films[2], films[3]] {
                await #expect(throws: LedgerError.of(.refused)) {
                    try await ledger.hold(film.id, reason: reason, actor: "jo", at: noon)
                }
            }
            #expect(try await ledger.verifiedByDay()[films[0].trust]?["2027-01-15"] == nil)
            for film in [films[0], films[1], films[3]] {
                try await ledger.release(film.id, person: nil, cause: "read", actor: "jo", at: noon)
            }
            #expect(
                try await ledger.films(of: films[0].batch).map(\.state)
                    == [.delivered, .delivered, .inFlight, .queued])
            try await ledger.expectSound()
        }
    }

    @Test("a proof under way of a film that is stopped is dropped", arguments: Backend.allCases)
    func holdProof(backend: Backend) async throws {
        try await withFilms(backend, 1) { ledger, films in
            try await ledger.finish(try await ledger.claimOne(.migrate), .delivered)
            let proof = try await ledger.claimOne(.verify)
            try await ledger.hold(films[0].id, reason: Reason(.heldByOperator), actor: "jo", at: noon)
            try await ledger.expectSound()
            #expect(try await ledger.finish(proof, .verified) == [films[0].id])
            #expect(try await ledger.state(films[0].id) == .held)
        }
    }

    @Test(
        "failures are grouped by cause, with when, how many and one to look at",
        arguments: Backend.allCases)
    func failures(backend: Backend) async throws {
        try await withFilms(backend) { ledger, films in
            #expect(try await ledger.failures().isEmpty)
            let leases = try await ledger.claim(.migrate)
            for index in 0..<3 {
                try await ledger.finish(
                    leases[index], .held(Reason(.patientNotFound)), at: noon.adding(seconds: Double(index)))
            }
            try await ledger.finish(leases[3], .rejected(Reason(.blank)))
            try await ledger.finish(leases[4], .retry(after: 60, Reason(.storeFailed), charged: true))
            let groups = try await ledger.failures()
            #expect(groups.map(\.code) == [.patientNotFound, .blank, .storeFailed])
            #expect(groups.map(\.standing) == [.held, .rejected, .retrying])
            #expect(groups.map(\.films) == [3, 1, 1])
            #expect(groups[0].first == noon && groups[0].last == noon.adding(seconds: 2))
            #expect(groups[0].example == "B1/F1")
        }
    }

    @Test(
        "a whole group is tried again, in the backfill lane, with no attempt charged",
        arguments: Backend.allCases)
    func retryAll(backend: Backend) async throws {
        try await withFilms(backend) { ledger, films in
            let leases = try await ledger.claim(.migrate)
            for lease in leases[0...2] { try await ledger.finish(lease, .held(Reason(.storeFailed))) }
            for lease in leases[3...4] {
                try await ledger.finish(lease, .retry(after: 60, Reason(.storeFailed), charged: true))
            }
            for lease in leases[5...6] { try await ledger.finish(lease, .rejected(Reason(.truncated))) }
            #expect(
                try await ledger.retry(all: .storeFailed, actor: "jo", at: noon)
                    == Retried(held: 3, rejected: 0, retrying: 2))
            #expect(try await ledger.retry(all: .truncated, actor: "jo", at: noon) == Retried(rejected: 2))
            #expect(try await ledger.retry(all: .truncated, actor: "jo", at: noon) == Retried())
            try await ledger.expectSound()
            #expect(try await ledger.failures().isEmpty)
            let again = try await ledger.claim(.migrate)
            #expect(again.map(\.film.id) == leases[0...6].map(\.film.id))
            #expect(again.allSatisfy { $0.lane == .backfill && $0.attempt == 0 })
            #expect(try await ledger.history(of: films[0].id).last { $0.event == "release" }?.actor == "jo")
        }
    }

    @Test(
        "a group of one Trust or one batch is tried again alone, and counted as what is then tried",
        arguments: Backend.allCases)
    func retryGroup(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let (north, south) = (try await ledger.enrol("RXA"), try await ledger.enrol("RXB"))
            for (number, trust) in [("B1", north), ("B2", north), ("B3", south)] {
                try await ledger.take(.sample(number, trust, films: 4))
            }
            try await ledger.hire("w")
            for lease in try await ledger.claim(.migrate) {
                switch lease.film.name {
                case "F1": try await ledger.finish(lease, .held(Reason(.truncated)))
                case "F2": try await ledger.finish(lease, .rejected(Reason(.truncated)))
                case "F3":
                    try await ledger.finish(lease, .retry(after: 60, Reason(.truncated), charged: true))
                default: try await ledger.finish(lease, .held(Reason(.storeFailed)))
                }
            }
            let first = try await ledger.batch(named: "B1")
            for (group, each) in [
                (FilmGroup.batch(first.id), 1), (.trust(north), 1), (.all, 1), (.trust(south), 0),
            ] {
                let counted = try await ledger.failures(of: group).filter { $0.code == .truncated }
                #expect(counted.count == (each == 0 ? 0 : 3))
                #expect(counted.allSatisfy { $0.films == each }, "\(group)")
                #expect(
                    counted.allSatisfy {
                        $0.example.hasPrefix(group == .all ? "B3/" : group == .trust(north) ? "B2/" : "B1/")
                    })
                #expect(
                    try await ledger.retry(all: .truncated, of: group, actor: "jo", at: noon)
                        == Retried(held: each, rejected: each, retrying: each), "\(group)")
                try await ledger.expectSound()
            }
            #expect(try await ledger.failures().map(\.code) == [.storeFailed])
            #expect(try await ledger.failures(of: .trust(north)).map(\.films) == [2])
        }
    }

    @Test("what intake found in the bureau's row is never tried again", arguments: Backend.allCases)
    func notRetryable(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            var delivery = Delivery.sample("B1", try await ledger.enrol("RXA"), films: 1)
            delivery.films.append(.sample("bad", row: 9, rejection: Reason(.dateImpossible)))
            let films = try await ledger.take(delivery)
            await #expect(throws: LedgerError.of(.refused)) {
                try await ledger.retry(films[1].id, actor: "jo", at: noon)
            }
            await #expect(throws: LedgerError.of(.refused)) {
                try await ledger.retry(all: .dateImpossible, actor: "jo", at: noon)
            }
            // Nothing stops the other one.
            await #expect(throws: LedgerError.of(.refused)) {
                try await ledger.retry(films[0].id, actor: "jo", at: noon)
            }
            try await ledger.expectSound()
        }
    }

    @Test("a batch that is given up is rejected as far as no archive has it", arguments: Backend.allCases)
    func cancel(backend: Backend) async throws {
        try await withFilms(backend) { ledger, films in
            let leases = try await ledger.claim(.migrate, 7)
            try await ledger.finish(leases[0], .delivered)
            try await ledger.finish(leases[1], .held(Reason(.patientNotFound)))
            try await ledger.finish(leases[2], .rejected(Reason(.blank)))
            try await ledger.finish(leases[3], .duplicate(of: films[1].id, Reason(.duplicateExact)))
            try await ledger.finish(leases[4], .retry(after: 60, Reason(.storeFailed), charged: true))
            let cancelled = try await ledger.cancel(
                films[0].batch, reason: "wrong store", actor: "jo", at: noon)
            // The duplicate's original is rejected, so it would have gone on in its stead.
            #expect(cancelled == Cancelled(rejected: 4, underWay: 2, archived: 1, settled: 1))
            try await ledger.expectSound()
            try await ledger.finish(leases[5], .handBack)
            try await ledger.finish(leases[6], .delivered)
            try await ledger.expectSound()
            let states = try await ledger.films(of: films[0].batch).map(\.state)
            #expect(
                states == [
                    .delivered, .rejected, .rejected, .rejected, .rejected, .rejected, .delivered, .rejected,
                ])
            #expect(try await ledger.film(films[7].id).reason == Reason(.batchCancelled, "wrong store"))
            // What is taken back is carried like any other.
            _ = try await ledger.retry(films[7].id, actor: "jo", at: noon)
            let lease = try await ledger.claimOne(.migrate)
            try await ledger.finish(lease, .handBack)
            #expect(try await ledger.state(films[7].id) == .queued)
        }
    }

    /// Lets a worker claim two films and die; how often they had been rescued before.
    func die(
        _ name: String, _ ledger: any Ledger, inHand: Set<FilmID>?, blamed: Bool, at: Timestamp
    ) async throws -> [Int] {
        try await ledger.hire(name)
        let leases = try await ledger.claim(.migrate, 2, by: name)
        _ = try await ledger.dismiss(name, .death(inHand: inHand, blamed: blamed), at: at)
        try await ledger.expectSound()
        return leases.map(\.rescues)
    }

    @Test(
        "three deaths within 72 hours hold a film; older ones and others' do not count",
        arguments: Backend.allCases)
    func poison(backend: Backend) async throws {
        try await withFilms(backend, 2) { ledger, films in
            let first: Set<FilmID> = [films[0].id]
            var rescues = try await die("a", ledger, inHand: first, blamed: true, at: noon)
            #expect(rescues == [0, 0])
            let late = noon.adding(seconds: 73 * 3600)
            rescues = try await die("b", ledger, inHand: first, blamed: true, at: late)
            #expect(rescues == [1, 0])
            // A signal from outside says nothing about the film.
            for name in ["c", "d", "e"] {
                rescues = try await die(name, ledger, inHand: nil, blamed: false, at: late)
                #expect(rescues.first == 1)
            }
            rescues = try await die("f", ledger, inHand: first, blamed: true, at: late)
            #expect(rescues == [1, 1])
            rescues = try await die("g", ledger, inHand: first, blamed: true, at: late)
            #expect(rescues == [2, 1])
            #expect(try await ledger.film(films[0].id).reason?.code == .killedItsWorker)
            #expect(try await ledger.state(films[1].id) == .queued)
        }
    }
}
