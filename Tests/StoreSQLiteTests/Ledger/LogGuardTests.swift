import FilmModel
import Foundation
import GRDB
import Glibc
import Subprocess
import SystemPackage
import Testing

@testable import MigrationQueue
@testable import StoreSQLite

@Suite("The ledger's log stays bounded beside readers that never end")
struct LogGuardTests {
    /// A limit that two thousand films pass.
    private static let limits = {
        var limits = LogGuard.Limits()
        (limits.bytes, limits.looks) = (1 << 18, 3)
        return limits
    }()

    /// Opens a transaction, says so by a file, and stays in it; ends by itself in a minute, so that no test hangs.
    private static let reader = """
        import os, signal, sqlite3, sys, time
        ledger = sqlite3.connect(sys.argv[1], isolation_level=None)
        ledger.execute("BEGIN")
        ledger.execute("SELECT COUNT(*) FROM trust").fetchone()
        with open(sys.argv[2] + ".new", "w") as flag:
            flag.write(str(os.getpid()))
        os.rename(sys.argv[2] + ".new", sys.argv[2])
        if sys.argv[3] == "stopped":
            os.kill(os.getpid(), signal.SIGSTOP)
        time.sleep(60)
        """

    private func fill(_ ledger: SQLiteLedger, _ batch: String) async throws {
        _ = try await ledger.take(.sample(batch, try await ledger.enrol("RXA"), films: 2000))
    }

    @Test(
        "one that stays is ended, a stopped one too, and the log can be cleared",
        arguments: ["asleep", "stopped"])
    func ended(how: String) async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        let flag = place.folder.path + "/reads"
        async let child = Subprocess.run(
            .path("/usr/bin/python3"), arguments: ["-c", Self.reader, place.path, flag, how], input: .none,
            output: .discarded, error: .string(limit: 10_000))
        while !FileManager.default.fileExists(atPath: flag) { try await Task.sleep(for: .milliseconds(20)) }
        let pid = try #require(Int32(try String(contentsOfFile: flag, encoding: .utf8)))
        try await fill(ledger, "B1")

        let logGuard = LogGuard(ledger, limits: Self.limits)
        for look in 1...Self.limits.looks {
            let blockage = try await logGuard.look()
            #expect(blockage?.bytes ?? 0 > Self.limits.bytes)
            #expect(blockage?.readers.map(\.pid) == [pid])
            #expect(blockage?.readers.first?.program.hasPrefix("python3") == true)
            #expect(blockage?.ended.isEmpty == (look < Self.limits.looks), "look \(look)")
        }
        // Where nothing has ended it, a stopped one would stay for ever.
        let rescue = Task {
            try await Task.sleep(for: .seconds(30))
            kill(pid, SIGKILL)
        }
        #expect(try await child.terminationStatus == .signaled(15))
        rescue.cancel()
        #expect(try await logGuard.look() == nil)
        try await ledger.expectSound()
    }

    @Test("a reading of this process is told and never ended, and one that is over is nothing to tell")
    func own() async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        let logGuard = LogGuard(ledger, limits: Self.limits)
        do {
            let snapshot = try ledger.database.makeSnapshot()
            defer { withExtendedLifetime(snapshot) {} }
            try await fill(ledger, "B1")
            for _ in 0..<5 {
                let blockage = try #require(try await logGuard.look())
                #expect(blockage.readers.map(\.pid) == [ProcessInfo.processInfo.processIdentifier])
                #expect(blockage.ended.isEmpty)
            }
        }
        #expect(try await logGuard.look() == nil)
    }
}
