import Foundation

@testable import MigrationQueue
@testable import StoreSQLite

/// Where a test's ledger lies: a folder of its own.
struct LedgerPlace {
    let backend: Backend
    let folder: URL
    var path: String { folder.path + "/ledger.sqlite" }

    init(_ backend: Backend) throws {
        self.backend = backend
        folder = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Opens the ledger; makes it the first time.
    func open() throws -> any Ledger {
        switch backend {
        case .sqlite: try SQLiteLedger(path: path, create: true)
        }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
