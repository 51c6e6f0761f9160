import FilmModel
import Foundation
import GRDB
import MigrationQueue

extension SQLiteLedger {
    package func backUp(to path: String) async throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: path) else {
            throw LedgerError(
                .refused, "\(path) is there already", remedy: "name a file that is not there yet")
        }
        // A name that no other file has.
        let partial = path + "." + UUID().uuidString
        do {
            // It names patients, as the ledger does.
            guard
                files.createFile(
                    atPath: partial, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteUnknown) }
            try await copy(to: partial)
            try await Self.prove(partial)
            try Task.checkCancellation()
            try files.moveItem(atPath: partial, toPath: path)
        } catch {
            // Half a copy names patients too, and is of no use.
            for name in ["", "-journal", "-wal", "-shm"] { try? files.removeItem(atPath: partial + name) }
            switch error {
            case let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT && Task.isCancelled:
                throw CancellationError()
            case let error as DatabaseError: throw Self.translate(error, path: partial)
            case let error as CocoaError:
                throw LedgerError(
                    .unwritable, "the copy \(path) can't be written (\(error.code.rawValue))",
                    remedy: "check the folder's permissions and free space")
            default: throw error
            }
        }
    }

    /// One consistent moment: SQLite's online backup inside one read transaction. The writer goes on.
    private func copy(to path: String) async throws {
        let copy = try DatabaseQueue(path: path)
        try database.backup(to: copy, pagesPerStep: 4096) { _ in try Task.checkCancellation() }
        // As one file, without a log beside it.
        try await copy.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
        }
        try copy.close()
    }

    /// Opens the copy as a ledger and lets SQLite check every page, index and rule of it.
    private static func prove(_ path: String) async throws {
        try examine(path)
        var configuration = Configuration()
        configuration.readonly = true
        let copy = try DatabaseQueue(path: path, configuration: configuration)
        let answer = try await copy.read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") }
        try copy.close()
        guard answer == "ok" else {
            throw LedgerError(
                .broken, "the copy \(path) is not sound", remedy: "remove it, check the disk, run again")
        }
    }
}
