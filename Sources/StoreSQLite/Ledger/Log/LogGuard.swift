package import MigrationQueue

/// Keeps the ledger's log bounded beside readers that never end.
///
/// What a reader looks at, SQLite can't overwrite: while one transaction lasts, all that is committed stays in
/// the log. A forgotten `sqlite3` or a stopped `status` would slow every claim and at last fill the disk, and
/// then no film moves. So whoever is seen reading at each of thirty looks, one a second, while the log is over
/// its limit, is ended; its reading, unlike a film's way, can be begun again.
package actor LogGuard: StoreUpkeep {
    /// When a reader is ended.
    package struct Limits: Sendable {
        /// What of the log may stay uncleared, in bytes.
        package var bytes = 1 << 30
        package var looks = 30

        package init() {}
    }

    private let ledger: SQLiteLedger
    private let limits: Limits
    private var seen: [LedgerReader: Int] = [:]

    package init(_ ledger: SQLiteLedger, limits: Limits = Limits()) {
        self.ledger = ledger
        self.limits = limits
    }

    package func blockage() async throws -> LogBlockage? { try await ledger.logBlockage() }

    /// One look. Answers what stands in the way where the log is over the alarm or the limit.
    package func look() async throws -> LogBlockage? {
        guard var blockage = try await ledger.logBlockage(above: min(LogBlockage.alarm, limits.bytes)) else {
            seen = [:]
            return nil
        }
        seen = Dictionary(uniqueKeysWithValues: blockage.readers.map { ($0, seen[$0, default: 0] + 1) })
        guard blockage.bytes > limits.bytes else { return blockage }
        for reader in blockage.readers where seen[reader, default: 0] >= limits.looks && reader.end() {
            blockage.ended.insert(reader)
            seen[reader] = 0
        }
        return blockage
    }
}
