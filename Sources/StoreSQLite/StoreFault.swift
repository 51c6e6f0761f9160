import GRDB
package import MigrationQueue

/// What the database says, as errors of the ledger.
package enum StoreFault {
    /// Does something with stores at a path: a database that stays busy, or a disk that is full, is a state of the machine
    /// and no fault of ours. Throws `LedgerError` for whatever the database refuses.
    package static func translating<Result>(path: String, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as DatabaseError {
            throw SQLiteLedger.translate(error, path: path)
        }
    }

    /// The same of an error that was caught; nil where it is none of the database.
    package static func known(_ error: any Error, path: String) -> LedgerError? {
        (error as? DatabaseError).map { SQLiteLedger.translate($0, path: path) }
    }
}
