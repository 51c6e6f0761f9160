import MigrationQueue

extension LedgerSchema {
    /// Version 9. Whether registered archives are two; why an archive was paused by the program, apart from what keeps it
    /// from answering; and an index of the urgent films, by which a claim finds the Trusts that have any.
    static let archivePairs = """
        CREATE TABLE archive_pair (
            first TEXT NOT NULL, second TEXT NOT NULL, first_mark TEXT NOT NULL, second_mark TEXT NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('distinct', 'same', 'unclear')), at INTEGER NOT NULL,
            PRIMARY KEY (first, second), CHECK (first < second)
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE destination ADD COLUMN paused_for TEXT;
        ALTER TABLE destination ADD COLUMN paused_since INTEGER;
        UPDATE destination SET paused_for = trouble, paused_since = trouble_since, trouble = NULL,
            trouble_since = NULL WHERE paused AND differences > 0 AND trouble LIKE '%came back different%';

        -- Of lane 0. Written `lane = 0`, it would have SQLite prepare every statement with `lane = ?` anew each time.
        CREATE INDEX ready_urgent ON ready (kind, trust) WHERE lane < 1;
        """
}
