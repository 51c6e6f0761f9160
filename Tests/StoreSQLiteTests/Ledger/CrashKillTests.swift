import FilmModel
import Foundation
import GRDB
import Subprocess
import SystemPackage
import Testing

@testable import MigrationQueue
@testable import StoreSQLite

/// Processes that are killed while they change a ledger: at a durable step (a write, a truncation, a sync of
/// the ledger's files), with or without what was not yet synced. `FILMMIGRATE_KILLS` and
/// `FILMMIGRATE_POWER_CUTS` say how many (scripts/crash).
@Suite("A ledger whose process is killed", .enabled(if: CrashTools.areBuilt))
struct CrashKillTests {
    /// Runs a churn that dies at its step `at`. Answers whether it died, and not ended before.
    func churn(
        _ place: LedgerPlace, seed: UInt64, at step: Int, after: Bool, dropping: Bool
    ) async throws -> Bool {
        var environment: [Environment.Key: String?] = [
            "LD_PRELOAD": CrashTools.shim, "CRASH_FILE": "ledger.sqlite", "CRASH_AT": "\(step)",
            "CRASH_SEED": "\(seed)",
        ]
        if after { environment["CRASH_AFTER"] = "1" }
        if dropping { environment["CRASH_DROP"] = "1" }
        let result = try await Subprocess.run(
            .path(.init(CrashTools.drill)),
            arguments: [
                "churn", "--path", place.path, "--acknowledged", place.folder.path + "/acknowledged",
                "--seed", "\(seed)",
            ],
            environment: .inherit.updating(environment), input: .none, output: .discarded,
            error: .string(limit: 10_000))
        switch result.terminationStatus {
        case .signaled(let signal):
            #expect(signal == 9, "seed \(seed): \(result.standardError)")
            return true
        case .exited(let code):
            #expect(code == 0, "seed \(seed): \(result.standardError)")
            return false
        }
    }

    /// Holds the ledger to its rules, to what it has acknowledged, and to once and only once.
    func check(_ place: LedgerPlace, _ remark: Comment) async throws {
        guard FileManager.default.fileExists(atPath: place.path) else { return }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        try await ledger.expectSound(remark.rawValue)
        var films: [Int64: FilmRecord] = [:]
        let batches = try await ledger.batches()
        for (batch, counts) in batches {
            let mine = try await ledger.films(of: batch.id)
            #expect(mine.count == 12 && counts.received == 12, remark)
            for film in mine { films[film.id.number] = film }
        }
        let twice = try await ledger.database.read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT COUNT(*) FROM (SELECT 1 FROM history WHERE event IN ('deliver', 'verify', 'taken_in')
                    GROUP BY film, event HAVING COUNT(*) > 1)
                    """)
        }
        #expect(twice == 0, remark)
        let notes = (try? String(contentsOfFile: place.folder.path + "/acknowledged", encoding: .utf8)) ?? ""
        for line in notes.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words[0] == "batch" {
                #expect(batches.contains { $0.batch.number == words[1] }, "lost \(line): \(remark)")
            } else {
                let film = try #require(films[Int64(words[1]) ?? 0], remark)
                let state = try #require(FilmState(rawValue: words[2]))
                // A film that was delivered may have gone on since.
                let isKept =
                    film.state == state || (state == .delivered && [.verified, .held].contains(film.state))
                #expect(isKept, "\(line), found \(film.state): \(remark)")
            }
        }
        try ledger.database.close()
    }

    /// Kills again and again on one ledger, then begins another.
    func kills(_ number: Int, dropping: Bool) async throws {
        var random = SplitMix(seed: dropping ? 500 : 1000)
        var died = 0
        while died < number {
            let place = try LedgerPlace(.sqlite)
            defer { place.remove() }
            for _ in 0..<min(20, number - died) {
                let seed = random.next() % 1_000_000
                let step = Int.random(in: 1...160, using: &random)
                let after = Bool.random(using: &random)
                let remark: Comment = "seed \(seed), step \(step)\(after ? ", after it" : "")"
                if try await churn(place, seed: seed, at: step, after: after, dropping: dropping) {
                    died += 1
                }
                try await check(place, remark)
            }
        }
    }

    @Test("kill -9 at random durable steps loses nothing and does nothing twice")
    func killed() async throws {
        try await kills(CrashTools.count("FILMMIGRATE_KILLS", orElse: 100), dropping: false)
    }

    @Test("a power cut that drops what was not synced leaves a sound ledger with all that it acknowledged")
    func powerCut() async throws {
        try await kills(CrashTools.count("FILMMIGRATE_POWER_CUTS", orElse: 50), dropping: true)
    }

    @Test("kill -9 at each durable step of a new ledger, before and after it", arguments: [false, true])
    func eachStep(after: Bool) async throws {
        // The making of a ledger is one transaction in several steps; then come intake, claims and finishes.
        for step in 1...45 {
            let place = try LedgerPlace(.sqlite)
            defer { place.remove() }
            _ = try await churn(place, seed: 7, at: step + (after ? 1 : 0), after: after, dropping: after)
            try await check(place, "step \(step)")
        }
    }
}
