import MigrationQueue

extension LedgerSchema {
    /// Version 13. That an archive refuses to store, apart from what keeps it from answering: it may answer all the while.
    static let refusal = """
        ALTER TABLE destination ADD COLUMN refusal TEXT;
        ALTER TABLE destination ADD COLUMN refusal_since INTEGER;
        UPDATE destination SET refusal = trouble, refusal_since = trouble_since, trouble = NULL,
            trouble_since = NULL WHERE trouble LIKE '% is out of resources (%';
        """

    static let setRefusal = """
        UPDATE destination SET refusal = :message,
            refusal_since = IIF(:message IS NULL, NULL, COALESCE(refusal_since, :at))
        WHERE name = :name
        """
}
