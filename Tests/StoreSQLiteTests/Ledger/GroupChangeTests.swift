import FilmModel
import Foundation
import GRDB
import Testing

@testable import MigrationQueue
@testable import StoreSQLite

@Suite("Changes of many films")
struct GroupChangeTests {
    /// A ledger with so many films, of which `stop` says how each ends.
    func withFilms(
        _ count: Int, _ stop: (Lease) -> Finish.Outcome?,
        _ body: (SQLiteLedger, BatchID) async throws -> Void
    ) async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        let films = try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: count))
        try await ledger.hire("w")
        while true {
            let leases = try await ledger.claim(.migrate, 1000)
            guard !leases.isEmpty else { break }
            _ = try await ledger.finish(
                leases.compactMap { lease in stop(lease).map { Finish.sample(lease, $0) } }, at: noon)
        }
        try await body(ledger, try #require(films.first).batch)
    }

    /// Starts a change of many, stops it once `isBegun`, and answers what it threw.
    func stopped<T: Sendable>(
        once isBegun: () async throws -> Bool, _ work: @escaping @Sendable () async throws -> T
    ) async throws -> (any Error)? {
        let task = Task { try await work() }
        while try await !isBegun() { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        switch await task.result {
        case .success: return nil
        case .failure(let error): return error
        }
    }

    @Test("a retry that is stopped leaves each film retried or not, and goes on when it is said again")
    func retry() async throws {
        try await withFilms(4000, { _ in .held(Reason(.storeFailed)) }) { ledger, _ in
            let held = { try await ledger.tallies().values.reduce(0) { $0 + $1[.held] } }
            let error = try await stopped(once: { try await held() < 4000 }) {
                try await ledger.retry(all: .storeFailed, actor: "jo", at: noon)
            }
            #expect(error is CancellationError)
            let left = try await held()
            #expect(left > 0 && left < 4000)
            try await ledger.expectSound()
            #expect(
                try await ledger.retry(all: .storeFailed, actor: "jo", at: noon) == Retried(held: left))
            try await ledger.expectSound()
        }
    }

    @Test("a page of a group costs what it holds: nothing is sorted, and no table is read from its beginning")
    func plan() async throws {
        try await withFilms(1, { _ in nil }) { ledger, _ in
            for sql in ["hold", "refusal"].map(SQLiteLedger.SQL.stopped) + [SQLiteLedger.SQL.delayedBy] {
                let steps = try await ledger.read { db in
                    try db.rows("EXPLAIN QUERY PLAN " + sql.replacing(/\?[0-9]/, with: "1")).map {
                        $0["detail"] as String
                    }
                }
                #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
                #expect(steps.first?.hasPrefix("SEARCH stopped") == true, "\(steps)")
            }
        }
    }

    @Test("giving a batch up that is stopped claims nothing of it, and goes on when it is said again")
    func cancel() async throws {
        try await withFilms(4000, { _ in .held(Reason(.storeFailed)) }) { ledger, batch in
            _ = try await ledger.retry(all: .storeFailed, actor: "jo", at: noon)
            let rejected = { try await ledger.tallies().values.reduce(0) { $0 + $1[.rejected] } }
            let error = try await stopped(once: { try await rejected() > 0 }) {
                try await ledger.cancel(batch, reason: nil, actor: "jo", at: noon)
            }
            #expect(error is CancellationError)
            let done = try await rejected()
            #expect(done > 0 && done < 4000)
            #expect(try await ledger.batch(named: "B1").isBeingCancelled)
            // Another batch of the Trust is claimed past it.
            let trust = try await ledger.batch(named: "B1").trust
            let others = try await ledger.take(.sample("B2", trust, films: 3))
            #expect(try await ledger.claim(.migrate).map(\.film.id) == others.map(\.id))
            try await ledger.expectSound()
            let rest = try await ledger.cancel(batch, reason: nil, actor: "jo", at: noon)
            #expect(rest == Cancelled(rejected: 4000 - done, settled: done))
            #expect(try await !ledger.batch(named: "B1").isBeingCancelled)
            // What is taken back is carried like any other.
            let film = try await ledger.film(named: "B1/F7").id
            _ = try await ledger.retry(film, actor: "jo", at: noon)
            #expect(try await ledger.claim(.migrate).map(\.film.id) == [film])
            try await ledger.expectSound()
        }
    }

    @Test("films that are made urgent until that is stopped are, and the rest is when it is said again")
    func ask() async throws {
        try await withFilms(4000, { _ in .held(Reason(.storeFailed)) }) { ledger, batch in
            _ = try await ledger.retry(all: .storeFailed, actor: "jo", at: noon)
            let films = try await ledger.filmIDs(of: batch)
            #expect(films.count == 4000)
            let urgent = {
                try await ledger.depths(limit: 10_000).filter { $0.lane == .urgent }.reduce(0) {
                    $0 + $1.films
                }
            }
            let error = try await stopped(once: { try await urgent() > 0 }) {
                try await ledger.ask(for: films, by: noon, actor: "jo", at: noon)
            }
            #expect(error is CancellationError)
            let done = try await urgent()
            #expect(done > 0 && done < 4000)
            #expect(try await ledger.ask(for: films, by: noon, actor: "jo", at: noon) == 4000 - done)
            #expect(try await urgent() == 4000)
            try await ledger.expectSound()
        }
    }

    @Test(
        "a batch of any size is paused and resumed whole, and a pause that was stopped is made whole by another"
    )
    func pause() async throws {
        try await withFilms(4500, { _ in .held(Reason(.storeFailed)) }) { ledger, batch in
            _ = try await ledger.retry(all: .storeFailed, actor: "jo", at: noon)
            // As a pause leaves it that is stopped before the first page.
            try await ledger.write {
                try $0.run(SQLiteLedger.SQL.pauseBatch, ["id": batch.number, "paused": true])
            }
            try await ledger.pause(batch, true, at: noon)
            #expect(try await ledger.claim(.migrate, 10).isEmpty)
            try await ledger.expectSound()
            try await ledger.pause(batch, false, at: noon)
            #expect(try await ledger.claim(.migrate, 5000).count == 4500)
            try await ledger.expectSound()
        }
    }

    @Test(
        "an archive that is registered and forgotten leaves nothing to be read again; one that stays has all that it lacks"
    )
    func archive() async throws {
        try await withFilms(2500, { _ in .delivered }) { ledger, batch in
            _ = try await ledger.add(
                DestinationRecord(name: "main", aeTitle: "AE", host: "h", port: 104, role: .primary))
            while case let leases = try await ledger.claim(.verify, 1000), !leases.isEmpty {
                _ = try await ledger.finish(leases.map { Finish.sample($0, .verified) }, at: noon)
            }
            let new = DestinationRecord(name: "new", aeTitle: "AE", host: "n", port: 104, role: .secondCopy)
            #expect(try await ledger.add(new) == 2500)
            try await ledger.remove(archive: "new")
            #expect(try await ledger.dueRechecks(at: noon, limit: 10).isEmpty)
            #expect(try await ledger.add(new) == 2500)
            // The archive has proved one of them meanwhile.
            let films = try await ledger.filmIDs(of: batch)
            let proof = StoreRecord(
                destination: "new", sopInstanceUID: "2.25.1", verifiedAt: noon, method: "read-back")
            try await ledger.reproved([films[1]: [proof]], wereDue: false, at: noon)
            var due: [FilmID] = []
            while case let page = try await ledger.dueRechecks(at: noon, limit: 700), !page.isEmpty {
                due += page.map(\.id)
                for film in page { try await ledger.reproved([film.id: []], wereDue: true, at: noon) }
            }
            #expect(due == [films[0]] + films[2...])
            try await ledger.expectSound()
        }
    }

    @Test("the verified films of a Trust are read from its batches alone")
    func verifiedOfTrust() async throws {
        try await withFilms(4, { _ in .delivered }) { ledger, _ in
            let other = try await ledger.enrol("RXB")
            let north = try #require(TrustID("RXA"))
            try await ledger.take(.sample("B2", other, films: 3))
            try await ledger.take(.sample("B3", north, films: 3))
            for lease in try await ledger.claim(.migrate) { try await ledger.finish(lease, .delivered) }
            for lease in try await ledger.claim(.verify) { try await ledger.finish(lease, .verified) }
            for (trust, wanted) in [
                (north, ["B1", "B1", "B1", "B1", "B3", "B3", "B3"]), (other, ["B2", "B2", "B2"]),
            ] {
                for limit in [1, 2, 5, 100] {
                    var found: [FilmRecord] = []
                    while case let page = try await ledger.verifiedFilms(
                        of: .trust(trust), after: found.last?.id, limit: limit), !page.isEmpty
                    { found += page }
                    #expect(found.map(\.batchName) == wanted)
                }
            }
        }
    }

    @Test("a copy that is stopped leaves nothing of itself")
    func backup() async throws {
        try await withFilms(500, { _ in nil }) { ledger, _ in
            let folder = String(ledger.path.dropLast("ledger.sqlite".count)) + "copies"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                try await ledger.backUp(to: folder + "/copy.sqlite")
            }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }
}
