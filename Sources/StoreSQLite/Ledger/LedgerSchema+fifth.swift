import MigrationQueue

extension LedgerSchema {
    /// Version 5. What proof after delivery needs: when a verified film is read again, of which instances an archive is still
    /// to say that it keeps them, and how an archive is to be treated.
    static let fifth = """
        ALTER TABLE destination ADD COLUMN transfer_syntax TEXT NOT NULL DEFAULT 'explicit-vr-little-endian';
        ALTER TABLE destination ADD COLUMN bytes_per_second INTEGER CHECK (bytes_per_second > 0);
        -- Whether it takes storage commitment, as its last proof found.
        ALTER TABLE destination ADD COLUMN commits INTEGER NOT NULL DEFAULT 0 CHECK (commits IN (0, 1));
        -- Films that came back different since it was last resumed.
        ALTER TABLE destination ADD COLUMN differences INTEGER NOT NULL DEFAULT 0 CHECK (differences >= 0);

        -- Verified films that are to be read again. One that is verified no more is passed over.
        CREATE TABLE recheck (film INTEGER PRIMARY KEY NOT NULL, due_at INTEGER NOT NULL) STRICT;
        CREATE INDEX recheck_by_due ON recheck (due_at);

        CREATE TABLE commitment (
            destination TEXT NOT NULL, film INTEGER NOT NULL, due_at INTEGER NOT NULL,
            tries INTEGER NOT NULL CHECK (tries >= 0), PRIMARY KEY (destination, film)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX commitment_by_due ON commitment (destination, due_at);
        """
}
