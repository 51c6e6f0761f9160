import MigrationQueue

extension LedgerSchema {
    /// Version 7. Whose a film is by a person's word, where an archive has it as somebody else's, until that is settled.
    static let seventh = "ALTER TABLE finding ADD COLUMN correction TEXT"
}
