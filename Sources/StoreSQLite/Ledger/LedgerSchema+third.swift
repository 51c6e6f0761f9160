import GRDB
import MigrationQueue

extension LedgerSchema {
    /// Version 3: the same tables and the same rules, of which each row's check costs a fraction. For every row
    /// that it writes, SQLite builds a table for each `IN` of more than two values in a CHECK; and a trigger
    /// that aborts makes it keep a copy of what the statement changes. Together that was half of what a claim
    /// and its result cost (docs/performance.md). No row changes, so only the text of the tables does.
    ///
    /// This is SQLite's own procedure for a change that leaves the content as it is
    /// (https://sqlite.org/lang_altertable.html#otheralter).
    static func third(_ db: Database) throws {
        let version = try Int.fetchOne(db, sql: "PRAGMA schema_version") ?? 0
        try db.execute(sql: "PRAGMA writable_schema = ON")
        for (table, definition) in tables {
            try db.execute(
                sql: "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?",
                arguments: [definition, table])
        }
        try db.execute(sql: "PRAGMA schema_version = \(version + 1); PRAGMA writable_schema = RESET")
        try db.execute(sql: triggers)
    }

    private static let tables = [
        "film": """
        CREATE TABLE film (
            id INTEGER PRIMARY KEY, trust TEXT NOT NULL REFERENCES trust (code),
            batch INTEGER NOT NULL REFERENCES batch (id),
            state TEXT NOT NULL CHECK (state = 'queued' OR state = 'held' OR state = 'rejected'
                OR state = 'duplicate' OR state = 'delivered' OR state = 'verified'),
            reason TEXT, reason_message TEXT, cost INTEGER NOT NULL CHECK (cost >= 0),
            -- The day (since 1970) by which it must be in the archive: the clinic's, or an operator's request.
            due_day INTEGER,
            generation INTEGER NOT NULL DEFAULT 0, duplicate_of INTEGER,
            -- The last rows of its chains.
            history INTEGER, store INTEGER, verified_at INTEGER,
            CHECK (reason IS NOT NULL
                OR (state <> 'held' AND state <> 'rejected' AND state <> 'duplicate')),
            CHECK (state <> 'duplicate' OR (duplicate_of IS NOT NULL AND duplicate_of <> id)),
            CHECK (state <> 'verified' OR verified_at IS NOT NULL)
        ) STRICT
        """,
        "finding": """
        CREATE TABLE finding (
            film INTEGER PRIMARY KEY,
            match_decision TEXT CHECK (match_decision = 'match' OR match_decision = 'review'
                OR match_decision = 'none'), match_person TEXT,
            match_probability REAL, match_weight REAL, match_evidence TEXT, matched_at INTEGER,
            decided_person TEXT, picture_digest TEXT, pixel_digest TEXT, identity TEXT, sop_uid TEXT,
            series_uid TEXT, study_uid TEXT
        ) STRICT
        """,
        "ready": """
        CREATE TABLE ready (
            trust TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind = 'migrate' OR kind = 'verify'),
            lane INTEGER NOT NULL CHECK (lane BETWEEN 0 AND 2 OR lane BETWEEN 10 AND 12),
            due_day INTEGER NOT NULL,
            film INTEGER NOT NULL, cost INTEGER NOT NULL, attempt INTEGER NOT NULL, rescues INTEGER NOT NULL,
            rescued_at INTEGER, PRIMARY KEY (trust, kind, lane, due_day, film)
        ) STRICT, WITHOUT ROWID
        """,
        "store": """
        CREATE TABLE store (
            id INTEGER PRIMARY KEY, film INTEGER NOT NULL, previous INTEGER, destination TEXT NOT NULL,
            sop_uid TEXT NOT NULL, sent_at INTEGER, dimse_status INTEGER, verified_at INTEGER,
            method TEXT NOT NULL CHECK (method = 'store' OR method = 'found' OR method = 'read-back')
        ) STRICT
        """,
    ]

    /// What FilmState.after(_:) refuses, as in version 2. FAIL undoes nothing of a statement by itself, but it
    /// stands before the row is changed, and whoever meets it rolls the transaction back.
    private static let triggers = """
        DROP TRIGGER film_moves; DROP TRIGGER film_has_instance;
        CREATE TRIGGER film_moves BEFORE UPDATE OF state ON film
        WHEN CASE NEW.state
            WHEN OLD.state THEN 0
            WHEN 'delivered' THEN OLD.state <> 'held' AND (OLD.state <> 'queued' OR NOT EXISTS (
                SELECT 1 FROM lease WHERE film = OLD.id AND kind = 'migrate'))
            WHEN 'verified' THEN OLD.state <> 'delivered'
            WHEN 'queued' THEN OLD.state = 'delivered' OR OLD.state = 'verified'
            WHEN 'held' THEN OLD.state = 'rejected' OR OLD.state = 'duplicate'
            WHEN 'rejected' THEN OLD.state <> 'queued' AND OLD.state <> 'held'
            ELSE OLD.state <> 'held' AND (OLD.state <> 'queued' OR NOT EXISTS (
                SELECT 1 FROM lease WHERE film = OLD.id AND kind = 'migrate'))
            END
        BEGIN SELECT RAISE(FAIL, 'a film cannot move between these states'); END;
        CREATE TRIGGER film_has_instance BEFORE UPDATE OF state ON film
        WHEN (NEW.state = 'delivered' OR NEW.state = 'verified') AND NOT EXISTS (
            SELECT 1 FROM finding WHERE film = NEW.id AND sop_uid IS NOT NULL AND pixel_digest IS NOT NULL
                AND match_person IS NOT NULL)
        BEGIN SELECT RAISE(FAIL, 'a film is not delivered without its instance'); END;
        """
}
