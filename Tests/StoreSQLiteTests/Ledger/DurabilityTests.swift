import FilmModel
import Foundation
import GRDB
import Testing

@testable import MigrationQueue
@testable import StoreSQLite

@Suite("The ledger's file")
struct DurabilityTests {
    func withPath(_ body: (String) async throws -> Void) async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        try await body(place.path)
    }

    /// The error that opening ends with.
    func failure(_ path: String, create: Bool) throws -> LedgerError {
        do { _ = try SQLiteLedger(path: path, create: create) } catch let error as LedgerError {
            return error
        }
        throw LedgerError.of(.refused)
    }

    @Test("every commit is durable: WAL and synchronous FULL, new, opened again and after commits")
    func durable() async throws {
        try await withPath { path in
            for create in [true, false, true] {
                let ledger = try SQLiteLedger(path: path, create: create)
                for _ in 0..<2 {
                    let (synchronous, journal) = try await ledger.database.writeWithoutTransaction { db in
                        (
                            try Int.fetchOne(db, sql: "PRAGMA synchronous"),
                            try String.fetchOne(db, sql: "PRAGMA journal_mode")
                        )
                    }
                    #expect(synchronous == 2)
                    #expect(journal == "wal")
                    try await ledger.enrol("RXA")
                }
                let keys = try await ledger.database.read {
                    try Bool.fetchOne($0, sql: "PRAGMA foreign_keys")
                }
                #expect(keys == true)
            }
        }
    }

    @Test("what was committed is there when the ledger is opened again")
    func reopened() async throws {
        try await withPath { path in
            for round in 1...3 {
                let ledger = try SQLiteLedger(path: path, create: round == 1)
                let films = try await ledger.take(
                    .sample("B\(round)", try await ledger.enrol("RXA"), films: 2))
                #expect(films.count == 2)
                #expect(try await ledger.batches().map(\.counts.received).reduce(0, +) == 2 * round)
                try await ledger.expectSound()
            }
        }
    }

    @Test("a ledger of a newer version is refused, with what to do", arguments: [false, true])
    func newer(create: Bool) async throws {
        try await withPath { path in
            let ledger = try SQLiteLedger(path: path, create: true)
            try await ledger.database.write { db in
                // Other modules' migrations stand in the same table, and are theirs to judge.
                try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('persons-9999')")
            }
            _ = try SQLiteLedger(path: path, create: create)
            try await ledger.database.write { db in
                try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('ledger-9999')")
            }
            let error = try failure(path, create: create)
            #expect(error.code == .otherVersion)
            #expect(error.message.contains("newer version"))
            #expect(error.remedy.contains("install that version"))
            #expect(error.exitStatus == .wrongConfiguration)
        }
    }

    @Test("a file that is no database is refused and left alone", arguments: [false, true])
    func noDatabase(create: Bool) async throws {
        try await withPath { path in
            let bytes = Data(repeating: 0x41, count: 5000)
            try bytes.write(to: URL(filePath: path))
            let error = try failure(path, create: create)
            #expect(error.code == .broken)
            #expect(error.message.contains("damaged or no database"))
            #expect(error.remedy.contains("backup"))
            #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
        }
    }

    @Test("a database that is no ledger is refused and left alone", arguments: [false, true])
    func noLedger(create: Bool) async throws {
        try await withPath { path in
            let other = try DatabaseQueue(path: path)
            try await other.write { try $0.execute(sql: "CREATE TABLE accounts (id INTEGER)") }
            try other.close()
            let bytes = try Data(contentsOf: URL(filePath: path))
            let error = try failure(path, create: create)
            #expect(error.code == .otherVersion)
            #expect(error.message.contains("is not a ledger"))
            #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
        }
    }

    @Test("a ledger that is not there is an error, and no file is made")
    func missing() async throws {
        try await withPath { path in
            let error = try failure(path, create: false)
            #expect(error.code == .missing)
            #expect(error.remedy.contains("filmmigrate init"))
            #expect(!FileManager.default.fileExists(atPath: path))
            let folder = URL(filePath: path).deletingLastPathComponent().path
            #expect(try failure(folder, create: false).code == .unreachable)
            #expect(try failure(folder + "/none/ledger.sqlite", create: true).code == .missing)
        }
    }

    @Test("an empty file, left where the making was cut short, becomes a ledger only on request")
    func empty() async throws {
        try await withPath { path in
            try Data().write(to: URL(filePath: path))
            #expect(try failure(path, create: false).code == .otherVersion)
            let ledger = try SQLiteLedger(path: path, create: true)
            try await ledger.expectSound()
        }
    }

    @Test("an error says what SQLite answered by number alone, never in its words")
    func secrecy() async throws {
        try await withPath { path in
            let ledger = try SQLiteLedger(path: path, create: true)
            var delivery = Delivery.sample("B1", try await ledger.enrol("RXA"))
            delivery.films.append(.sample("Doe", row: 3))
            delivery.films.append(.sample("Doe", row: 4))
            let error = await #expect(throws: LedgerError.self) { try await ledger.take(delivery) }
            #expect(error?.code == .broken)
            #expect(error?.description.contains("Doe") == false)
        }
    }
}
