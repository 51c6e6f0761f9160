import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Pauses, closed hours, caps and lanes")
struct ControlContractTests {
    /// A ledger with a Trust, a batch of films, a primary archive and a second copy.
    func withFilms(
        _ backend: Backend, _ count: Int = 6, _ body: (any Ledger, [FilmRecord]) async throws -> Void
    ) async throws {
        try await backend.withLedger { ledger in
            for (name, role) in [("main", DestinationRecord.Role.primary), ("copy", .secondCopy)] {
                try await ledger.add(
                    DestinationRecord(name: name, aeTitle: "AE", host: name, port: 104, role: role))
            }
            let films = try await ledger.take(
                .sample("B1", try await ledger.enrol("RXA"), films: count))
            try await ledger.hire("w")
            try await body(ledger, films)
        }
    }

    @Test(
        "a paused Trust is not served, and a Trust that nobody added can't be paused",
        arguments: Backend.allCases)
    func trust(backend: Backend) async throws {
        try await withFilms(backend) { ledger, films in
            try await ledger.pause(films[0].trust, true)
            #expect(try await ledger.claim(.migrate).isEmpty)
            #expect(try await ledger.trusts().first?.paused == true)
            try await ledger.pause(films[0].trust, false)
            #expect(try await ledger.claim(.migrate).count == 6)
            let other = try #require(TrustID("RXZ"))
            await #expect(throws: LedgerError.of(.unknownTrust)) { try await ledger.pause(other, true) }
        }
    }

    @Test(
        "a paused batch waits wherever its films come back to, and goes on in order",
        arguments: Backend.allCases)
    func batch(backend: Backend) async throws {
        try await withFilms(backend) { ledger, films in
            let other = try await ledger.take(.sample("B2", films[0].trust, films: 1))
            let leases = try await ledger.claim(.migrate, 3)
            try await ledger.pause(films[0].batch, true, at: noon)
            try await ledger.expectSound()
            try await ledger.finish(leases[0], .handBack)
            try await ledger.finish(leases[1], .delivered)
            try await ledger.finish(leases[2], .retry(after: 1, Reason(.storeFailed), charged: true))
            _ = try await ledger.stageDue(at: noon.adding(seconds: 2))
            try await ledger.expectSound()
            #expect(try await ledger.claim(.migrate).map(\.film.id) == other.map(\.id))
            #expect(try await ledger.claim(.verify).isEmpty)
            #expect(try await ledger.batch(named: "B1").paused)
            try await ledger.pause(films[0].batch, false, at: noon)
            try await ledger.expectSound()
            #expect(try await ledger.claim(.verify).map(\.film.id) == [films[1].id])
            #expect(
                try await ledger.claim(.migrate).map(\.film.id)
                    == [films[0], films[2], films[3], films[4], films[5]].map(\.id))
        }
    }

    @Test(
        "a paused primary stops both kinds of work, a paused second copy stops proofs alone",
        arguments: Backend.allCases)
    func archive(backend: Backend) async throws {
        try await withFilms(backend) { ledger, _ in
            try await ledger.finish(try await ledger.claimOne(.migrate), .delivered)
            try await ledger.pause(archive: "copy", true)
            #expect(try await ledger.claim(.verify).isEmpty)
            try await ledger.finish(try await ledger.claimOne(.migrate), .delivered)
            try await ledger.pause(archive: "main", true)
            #expect(try await ledger.claim(.migrate).isEmpty)
            try await ledger.pause(archive: "copy", false)
            #expect(try await ledger.claim(.verify).isEmpty)
            try await ledger.pause(archive: "main", false)
            #expect(try await ledger.claim(.verify).count == 2)
            await #expect(throws: LedgerError.of(.refused)) {
                try await ledger.pause(archive: "elsewhere", true)
            }
        }
    }

    @Test("an archive's cap counts all films that are under way", arguments: Backend.allCases)
    func cap(backend: Backend) async throws {
        try await withFilms(backend) { ledger, _ in
            try await ledger.cap(archive: "main", at: 4)
            let leases = try await ledger.claim(.migrate)
            #expect(leases.count == 4)
            #expect(try await ledger.claim(.migrate).isEmpty)
            try await ledger.finish(leases[0], .delivered)
            try await ledger.finish(leases[1], .rejected(Reason(.blank)))
            #expect(try await ledger.claim(.verify).count == 1)
            #expect(try await ledger.claim(.migrate).count == 1)
            try await ledger.cap(archive: "main", at: nil)
            #expect(try await ledger.claim(.migrate).count == 1)
            await #expect(throws: LedgerError.self) { try await ledger.cap(archive: "main", at: 0) }
            try await ledger.expectSound()
        }
    }

    @Test("in closed hours nothing is claimed, and nothing just before them", arguments: Backend.allCases)
    func closed(backend: Backend) async throws {
        try await withFilms(backend, 3) { ledger, films in
            func claimed(_ kind: WorkKind = .migrate, at: Timestamp) async throws -> Int {
                let leases = try await ledger.claim(kind, films: 9, bytes: .max, worker: "w", at: at)
                _ = try await ledger.finish(leases.map { Finish($0, .handBack) }, at: at)
                return leases.count
            }
            for scope in [Closing.Scope.all, .trust(films[0].trust), .archive("main")] {
                // `noon` is 08:00 in London on a Friday in winter.
                let added = try await ledger.add(
                    Closing(scope: scope, days: [.friday], from: 8 * 60, to: 9 * 60))
                #expect(try await ledger.closings() == [added])
                #expect(try await ledger.add(added) == added)
                #expect(try await claimed(at: noon) == 0)
                #expect(try await claimed(at: noon.adding(seconds: -30)) == 0)
                #expect(try await claimed(at: noon.adding(seconds: -90)) == 3)
                #expect(try await claimed(at: noon.adding(seconds: 3600)) == 3)
                #expect(try await claimed(at: noon.adding(seconds: 86_400)) == 3)
                #expect(try await ledger.closed(at: noon) == [scope])
                try await ledger.remove(closing: added.id)
                #expect(try await claimed(at: noon) == 3)
            }
            await #expect(throws: LedgerError.of(.refused)) { try await ledger.remove(closing: 99) }
        }
    }

    @Test("what was met at an archive is told until it answers again", arguments: Backend.allCases)
    func trouble(backend: Backend) async throws {
        try await withFilms(backend, 1) { ledger, _ in
            try await ledger.note(trouble: "no route", of: "main", at: noon)
            try await ledger.note(trouble: "refused", of: "main", at: noon.adding(seconds: 60))
            let main = try await ledger.destinations().first { $0.name == "main" }
            #expect(main?.trouble == .init(message: "refused", since: noon))
            try await ledger.note(trouble: nil, of: "main", at: noon)
            #expect(try await ledger.destinations().allSatisfy { $0.trouble == nil })
            // That it refuses to store stands apart, until it has stored or is at another address.
            try await ledger.note(refusal: "full", of: "main", at: noon)
            try await ledger.note(refusal: "still full", of: "main", at: noon.adding(seconds: 60))
            try await ledger.note(trouble: nil, of: "main", at: noon)
            var full = try #require(await ledger.destinations().first { $0.name == "main" })
            #expect(full.refusal == .init(message: "still full", since: noon))
            try await ledger.add(full)
            #expect(try await ledger.destinations().first { $0.name == "main" }?.refusal != nil)
            full.port += 1
            try await ledger.add(full)
            #expect(try await ledger.destinations().allSatisfy { $0.refusal == nil })
            try await ledger.note(refusal: "full", of: "main", at: noon)
            try await ledger.note(refusal: nil, of: "main", at: noon)
            #expect(try await ledger.destinations().allSatisfy { $0.refusal == nil })
        }
    }

    @Test(
        "a film whose clinic date comes near moves into the urgent lane by itself",
        arguments: Backend.allCases)
    func promotion(backend: Backend) async throws {
        try await withFilms(backend, 2) { ledger, films in
            var delivery = Delivery.sample("B2", films[0].trust, films: 0)
            delivery.films = [.sample("later", row: 2, urgentBy: "2027-02-10")]
            let later = try await ledger.take(delivery)
            // 26 days before.
            _ = try await ledger.stageDue(at: noon)
            var leases = try await ledger.claim(.migrate)
            #expect(leases.map(\.lane) == [.normal, .normal, .normal])
            _ = try await ledger.finish(leases.map { Finish($0, .handBack) }, at: noon)
            _ = try await ledger.stageDue(at: noon.adding(seconds: 12 * 86_400))
            try await ledger.expectSound()
            leases = try await ledger.claim(.migrate)
            #expect(leases.filter { $0.lane == .urgent }.map(\.film.id) == later.map(\.id))
            #expect(leases.count == 3)
        }
    }

    @Test(
        "what an operator asks for goes first, and stays so on its way to be proved",
        arguments: Backend.allCases)
    func asked(backend: Backend) async throws {
        try await withFilms(backend) { ledger, films in
            let moved = try await ledger.ask(for: [films[4].id], by: noon, actor: "jo", at: noon)
            #expect(moved == 1)
            try await ledger.expectSound()
            var lease = try await ledger.claimOne(.migrate)
            #expect(lease.film.id == films[4].id && lease.lane == .urgent)
            #expect(
                try await ledger.history(of: films[4].id).contains {
                    $0.event == "asked_for" && $0.actor == "jo"
                })
            try await ledger.finish(lease, .delivered)
            lease = try await ledger.claimOne(.verify)
            #expect(lease.lane == .urgent)
            let again = try await ledger.ask(for: [films[4].id], by: noon, actor: "jo", at: noon)
            #expect(again == 0)
        }
    }

    @Test("films that wait are counted lane by lane, up to a limit", arguments: Backend.allCases)
    func depths(backend: Backend) async throws {
        try await withFilms(backend, 8) { ledger, films in
            _ = try await ledger.ask(for: [films[0].id], by: noon, actor: "jo", at: noon)
            let depths = try await ledger.depths(limit: 5)
            func depth(_ lane: Lane) -> LaneDepth? { depths.first { $0.kind == .migrate && $0.lane == lane } }
            #expect(depth(.urgent) == LaneDepth(kind: .migrate, lane: .urgent, films: 1, isAtLeast: false))
            #expect(depth(.normal) == LaneDepth(kind: .migrate, lane: .normal, films: 5, isAtLeast: true))
            #expect(depth(.backfill)?.films == 0)
        }
    }
}
