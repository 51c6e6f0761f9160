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
}
