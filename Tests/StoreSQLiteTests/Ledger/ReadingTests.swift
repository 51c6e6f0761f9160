import Foundation
import Testing

@testable import MigrationQueue
@testable import StoreSQLite

@Suite("Reading a ledger")
struct ReadingTests {
    private func withLedger(_ body: (SQLiteLedger) async throws -> Void) async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        try await body(try SQLiteLedger(path: place.path, create: true))
    }

    @Test("a reading leaves nothing behind that stays until its limit")
    func nothingStays() async throws {
        try await withLedger { ledger in
            for _ in 0..<1000 { _ = try await ledger.trusts() }
            let before = memory
            for _ in 0..<20_000 { _ = try await ledger.trusts() }
            #expect(memory - before < 8, "MB grew")
        }
    }

    @Test("a reading that takes too long ends, and the next one is read")
    func limit() async throws {
        try await withLedger { ledger in
            let endless = """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n
                """
            await #expect(throws: LedgerError.of(.unreachable)) {
                _ = try await ledger.read(limit: .milliseconds(50)) { db in
                    try db.quick(endless).first { $0.int() }
                }
            }
            let trusts = try await ledger.trusts()
            #expect(trusts.isEmpty)
        }
    }

    /// What this process holds in memory, in MB.
    private var memory: Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
        return (line?.split(separator: " ").dropFirst().first).flatMap { Double($0) }.map { $0 / 1024 } ?? 0
    }
}
