import Migration
import StoreSQLite

/// The stores of a workspace in SQLite.
struct SQLiteStores: StoreFactory {
    func create(at path: String) throws {
        _ = try open(at: path, urgentDays: 14, create: true)
    }

    func open(at path: String, urgentDays: Int) throws -> Stores {
        try open(at: path, urgentDays: urgentDays, create: false)
    }

    var libraryVersion: String { SQLiteLedger.libraryVersion }

    private func open(at path: String, urgentDays: Int, create: Bool) throws -> Stores {
        let file = path + "/ledger.sqlite"
        return try StoreFault.translating(path: path) {
            let ledger = try SQLiteLedger(path: file, create: create, urgentDays: urgentDays)
            return Stores(
                ledger: ledger, upkeep: LogGuard(ledger), persons: try SQLitePersonStore(ledger.database),
                written: try SQLiteWrittenPatientStore(ledger.database),
                decisions: try SQLiteDecisionStore(ledger.database),
                fingerprints: try SQLiteFingerprintStore(ledger.database),
                portraits: try SQLitePortraitStore(path: path + "/portraits.sqlite"))
        }
    }
}

extension Workspace {
    /// Opens a workspace that `init` has made.
    init(at path: String) throws { try self.init(at: path, SQLiteStores()) }

    /// Makes a workspace; what is there already stays as it is. True where it was made new.
    static func create(at path: String) throws -> Bool { try create(at: path, SQLiteStores()) }
}
