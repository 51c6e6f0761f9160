import MigrationQueue

extension LedgerSchema {
    /// Version 15. With which other films a film is compared until it is verified, a duplicate or rejected.
    static let contests = """
        CREATE TABLE contest (
            film INTEGER NOT NULL, other INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (film, other)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO contest (film, other, reason)
            SELECT hold.film, finding.rival, hold.reason FROM hold JOIN finding ON finding.film = hold.film
            WHERE finding.rival IS NOT NULL AND hold.reason IN (
                'IDENTITY_CONFLICT', 'DUP_ROW_DIFFERS', 'DUP_SUSPECTED', 'DUP_BETTER_SCAN');
        """
}
