import MigrationQueue

extension LedgerSchema {
    /// Version 12. Of which film another was the duplicate until that one was rejected: it has taken its place.
    static let heirs = """
        ALTER TABLE finding ADD COLUMN heir_of INTEGER;
        CREATE INDEX finding_by_heir ON finding (heir_of) WHERE heir_of IS NOT NULL;
        """
}
