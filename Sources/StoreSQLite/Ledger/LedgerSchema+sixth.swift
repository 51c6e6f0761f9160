import MigrationQueue

extension LedgerSchema {
    /// Version 6. What a scan is told by when it is carried, beside what it is named by: the `QuickDigest` of its file. Null
    /// in films of before, which are held to their SHA-256.
    static let sixth = "ALTER TABLE manifest ADD COLUMN source_mark TEXT"
}
