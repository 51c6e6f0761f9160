import MigrationQueue

extension LedgerSchema {
    /// Version 16. Why nobody knows any more whose a rejected film is: it is held for that where it comes back.
    static let doubt = """
        ALTER TABLE refusal ADD COLUMN doubt TEXT;
        ALTER TABLE refusal ADD COLUMN doubt_message TEXT;
        """
}
