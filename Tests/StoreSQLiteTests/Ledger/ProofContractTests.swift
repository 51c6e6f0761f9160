import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Proof after delivery: later read-backs, storage commitment, archives that differ")
struct ProofContractTests {
    /// A ledger with films that are verified and due to be read again an hour later, and a queued one.
    private func withVerified(
        _ backend: Backend, commits: Bool = false,
        _ body: (any ProofLedger, [FilmRecord]) async throws -> Void
    ) async throws {
        try await backend.withLedger { ledger in
            let ledger = try #require(ledger as? any ProofLedger)
            try await ledger.add(
                DestinationRecord(name: "main", aeTitle: "AE", host: "h", port: 104, role: .primary))
            if commits { try await ledger.record(commits: true, of: "main") }
            let films = try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 5))
            try await ledger.hire("w")
            for lease in try await ledger.claim(.migrate, 4) { try await ledger.finish(lease, .delivered) }
            for lease in try await ledger.claim(.verify) {
                var finish = Finish.sample(lease, .verified)
                finish.readAt = noon.adding(seconds: 3600)
                _ = try await ledger.finish([finish], at: noon)
            }
            try await body(ledger, films)
            try await ledger.expectSound()
        }
    }

    private static let later = noon.adding(seconds: 3600)

    @Test(
        "a verified film is due once, stays verified where it is equal, and is due no more",
        arguments: Backend.allCases)
    func equal(backend: Backend) async throws {
        try await withVerified(backend) { ledger, films in
            #expect(try await ledger.dueRechecks(at: noon, limit: 10).isEmpty)
            let due = try await ledger.dueRechecks(at: Self.later, limit: 3)
            #expect(due.map(\.id) == films.prefix(3).map(\.id))
            try await ledger.reproved([due[0].id: []], wereDue: false, at: Self.later)
            #expect(try await ledger.dueRechecks(at: Self.later, limit: 1).map(\.id) == [due[0].id])
            try await ledger.reproved([due[0].id: [.readBack(due[0].id)]], wereDue: true, at: Self.later)
            try await ledger.postpone(rechecks: [due[1].id], until: Self.later.adding(seconds: 60))
            #expect(
                try await ledger.dueRechecks(at: Self.later, limit: 9).map(\.id) == [
                    films[2].id, films[3].id,
                ])
            #expect(try await ledger.state(due[0].id) == .verified)
            #expect(
                try await ledger.stores(of: due[0].id).map(\.method) == ["store", "read-back", "read-back"])
        }
    }

    @Test(
        "one that differs is held, once, and goes on as any film that is held while it is proved",
        arguments: Backend.allCases)
    func different(backend: Backend) async throws {
        try await withVerified(backend) { ledger, films in
            let reason = Reason(.readBackDiffers, "main: the pixels differ")
            func disprove(_ film: FilmID) async throws -> Bool {
                try await ledger.disproved(film, stores: [], reason: reason, actor: "jo", at: Self.later)
            }
            #expect(try await disprove(films[0].id))
            #expect(try await !disprove(films[0].id))
            // A queued film is not one that was ever proved.
            #expect(try await !disprove(films[4].id))
            #expect(try await ledger.film(films[0].id).reason == reason)
            #expect(try await ledger.dueRechecks(at: Self.later, limit: 9).count == 3)
            try await ledger.release(films[0].id, person: nil, cause: "seen", actor: "jo", at: Self.later)
            #expect(try await ledger.claim(.verify).map(\.film.id) == [films[0].id])
            // One that a person holds meanwhile is passed over when its time comes.
            try await ledger.hold(films[1].id, reason: Reason(.heldByOperator), actor: "jo", at: Self.later)
            #expect(try await ledger.dueRechecks(at: Self.later, limit: 1).map(\.id) == [films[2].id])
        }
    }

    @Test("verified films are listed by Trust, batch and all, page by page", arguments: Backend.allCases)
    func groups(backend: Backend) async throws {
        try await withVerified(backend) { ledger, films in
            let other = try await ledger.take(.sample("B2", try await ledger.enrol("RXB"), films: 1))
            for group in [FilmGroup.all, .trust(films[0].trust), .batch(films[0].batch)] {
                let first = try await ledger.verifiedFilms(of: group, after: nil, limit: 3)
                let rest = try await ledger.verifiedFilms(of: group, after: first.last?.id, limit: 3)
                #expect((first + rest).map(\.id) == films.prefix(4).map(\.id))
            }
            for group in [FilmGroup.trust(other[0].trust), .batch(other[0].batch)] {
                #expect(try await ledger.verifiedFilms(of: group, after: nil, limit: 3).isEmpty)
            }
        }
    }

    @Test(
        "an archive is paused at the limit of differences, once, and begins anew when it is resumed",
        arguments: Backend.allCases)
    func differences(backend: Backend) async throws {
        try await withVerified(backend) { ledger, films in
            func note() async throws -> Bool {
                try await ledger.note(differenceAt: "main", pauseAt: 2, at: Self.later)
            }
            #expect(try await [note(), note(), note()] == [false, true, false])
            let archive = try #require(try await ledger.destinations().first)
            #expect(archive.paused && archive.differences == 3 && archive.pausedFor?.since == Self.later)
            // That it answers is no reason to use it again.
            try await ledger.note(trouble: "no route", of: "main", at: noon)
            try await ledger.note(trouble: nil, of: "main", at: noon)
            let still = try #require(try await ledger.destinations().first)
            #expect(still.paused && still.pausedFor == archive.pausedFor && still.trouble == nil)
            #expect(try await ledger.claim(.migrate).isEmpty)
            try await ledger.pause(archive: "main", false)
            let resumed = try #require(try await ledger.destinations().first)
            #expect(!resumed.paused && resumed.differences == 0 && resumed.pausedFor == nil)
            #expect(try await !note())
        }
    }

    @Test(
        "an archive is asked for what it took, until it says so; what it does not keep is held",
        arguments: Backend.allCases)
    func commitment(backend: Backend) async throws {
        try await withVerified(backend, commits: true) { ledger, films in
            let due = try await ledger.dueCommitments(of: "main", at: noon, limit: 9)
            #expect(due.map(\.film) == films.prefix(4).map(\.id))
            #expect(due.first?.sopInstanceUID == "2.25.\(films[0].id)")
            let held = try await ledger.settle(
                [films[0].id: .committed, films[1].id: .failed(reason: 0x0112), films[2].id: .unanswered],
                of: "main", next: Self.later, actor: "w", at: noon)
            #expect(held == [films[1].id])
            #expect(try await ledger.film(films[1].id).reason?.code == .commitmentRefused)
            #expect(try await ledger.state(films[2].id) == .verified)
            #expect(
                try await ledger.dueCommitments(of: "main", at: noon, limit: 9).map(\.film) == [films[3].id])
            for _ in 1..<CommitmentVerdict.tries {
                #expect(try await ledger.dueCommitments(of: "main", at: Self.later, limit: 9).count == 2)
                _ = try await ledger.settle(
                    [films[2].id: .unanswered], of: "main", next: Self.later, actor: "w", at: noon)
            }
            #expect(
                try await ledger.dueCommitments(of: "main", at: Self.later, limit: 9).map(\.film) == [
                    films[3].id
                ])
            let events = try await ledger.history(of: films[0].id).map(\.event)
            #expect(events.last == "committed")
            try await ledger.record(commits: false, of: "main")
            #expect(try await ledger.dueCommitments(of: "main", at: Self.later, limit: 9).isEmpty)
        }
    }

    @Test(
        "a film that is being proved when its archive disowns it is held, and the proof's result is dropped",
        arguments: Backend.allCases)
    func race(backend: Backend) async throws {
        try await withVerified(backend, commits: true) { ledger, films in
            let lease = try await ledger.claimOne(.migrate)
            try await ledger.finish(lease, .delivered)
            let proof = try await ledger.claimOne(.verify)
            let held = try await ledger.settle(
                [films[4].id: .failed(reason: 0x0110)], of: "main", next: noon, actor: "w", at: noon)
            #expect(held == [films[4].id])
            #expect(try await ledger.finish(proof, .verified) == [films[4].id])
            #expect(try await ledger.state(films[4].id) == .held)
        }
    }

    @Test(
        "a film may be read back no earlier than asked for, and counts as no failure meanwhile",
        arguments: Backend.allCases)
    func delayed(backend: Backend) async throws {
        try await withVerified(backend) { ledger, films in
            var finish = Finish.sample(try await ledger.claimOne(.migrate), .delivered)
            finish.readAt = Self.later
            _ = try await ledger.finish([finish], at: noon)
            #expect(try await ledger.claim(.verify).isEmpty)
            #expect(try await ledger.failures().isEmpty)
            #expect(try await ledger.stageDue(at: noon) == Self.later)
            _ = try await ledger.stageDue(at: Self.later)
            #expect(try await ledger.claim(.verify).map(\.film.id) == [films[4].id])
        }
    }
}
