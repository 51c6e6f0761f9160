import FilmModel
import GRDB
import MigrationQueue

/// The ledger's tables in SQLite, as numbered migrations that are never edited once landed.
enum LedgerSchema {
    /// What the header of a ledger's file says it is (`PRAGMA application_id`): "fmlg".
    static let applicationID = 0x666D_6C67
    /// Prefix of this module's migrations; other modules keep theirs in the same file under their own.
    static let prefix = "ledger-"

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("ledger-0001") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: first)
        }
        migrator.registerMigration("ledger-0002") { db in
            try FlowSchema.prepare(db)
            try db.execute(sql: second)
        }
        // No row changes, so there is no key to check again: that would read a ledger of any depth.
        migrator.registerMigration("ledger-0003", foreignKeyChecks: .immediate) { db in try third(db) }
        migrator.registerMigration("ledger-0004", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: fourth)
        }
        migrator.registerMigration("ledger-0005", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: fifth)
        }
        migrator.registerMigration("ledger-0006", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: sixth)
        }
        migrator.registerMigration("ledger-0007", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: seventh)
        }
        migrator.registerMigration("ledger-0008", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: identity)
        }
        migrator.registerMigration("ledger-0009", foreignKeyChecks: .immediate) { db in try accountFor(db) }
        migrator.registerMigration("ledger-0010", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: remarks)
        }
        migrator.registerMigration("ledger-0011", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: archivePairs)
        }
        migrator.registerMigration("ledger-0012", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: heirs)
        }
        migrator.registerMigration("ledger-0013", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: refusal)
        }
        migrator.registerMigration("ledger-0014-again", foreignKeyChecks: .immediate) { db in
            try countAgain(db)
        }
        migrator.registerMigration("ledger-0015", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: contests)
        }
        migrator.registerMigration("ledger-0016", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: doubt)
        }
        migrator.registerMigration("ledger-0017", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: growth)
        }
        return migrator
    }

    /// Version 1: one wide row a film.
    private static let first = """
        CREATE TABLE trust (
            code TEXT PRIMARY KEY NOT NULL,
            name TEXT NOT NULL,
            weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 1000),
            max_in_flight INTEGER CHECK (max_in_flight > 0),
            paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE destination (
            name TEXT PRIMARY KEY NOT NULL,
            ae_title TEXT NOT NULL,
            host TEXT NOT NULL,
            port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
            role TEXT NOT NULL CHECK (role IN ('primary', 'second-copy')),
            identity TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX destination_primary ON destination (role) WHERE role = 'primary';

        CREATE TABLE batch (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            bureau TEXT NOT NULL,
            number TEXT NOT NULL,
            trust TEXT NOT NULL REFERENCES trust (code),
            digest TEXT NOT NULL UNIQUE,
            custody TEXT NOT NULL,
            taken_in_at INTEGER NOT NULL,
            receipt TEXT NOT NULL,
            UNIQUE (bureau, number)
        ) STRICT;

        CREATE TABLE film (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            trust TEXT NOT NULL REFERENCES trust (code),
            batch INTEGER NOT NULL REFERENCES batch (id),
            "row" INTEGER NOT NULL,
            name TEXT NOT NULL,
            film_id TEXT NOT NULL,
            description TEXT NOT NULL,
            source_digest TEXT NOT NULL,
            cost INTEGER NOT NULL CHECK (cost >= 0),
            generation INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL CHECK (state IN
                ('queued', 'in_flight', 'held', 'rejected', 'duplicate', 'delivered', 'verified')),
            reason TEXT,
            reason_message TEXT,
            match_decision TEXT CHECK (match_decision IN ('match', 'review', 'none')),
            match_person TEXT,
            match_probability REAL,
            match_weight REAL,
            match_evidence TEXT,
            matched_at INTEGER,
            decided_person TEXT,
            picture_digest TEXT,
            pixel_digest TEXT,
            identity TEXT,
            sop_uid TEXT,
            series_uid TEXT,
            study_uid TEXT,
            duplicate_of INTEGER REFERENCES film (id),
            verified_at INTEGER,
            UNIQUE (batch, name),
            CHECK (state NOT IN ('held', 'rejected', 'duplicate') OR reason IS NOT NULL),
            CHECK (state <> 'duplicate' OR (duplicate_of IS NOT NULL AND duplicate_of <> id)),
            CHECK (state NOT IN ('delivered', 'verified')
                   OR (sop_uid IS NOT NULL AND pixel_digest IS NOT NULL AND match_person IS NOT NULL)),
            CHECK (state <> 'verified' OR verified_at IS NOT NULL)
        ) STRICT;
        CREATE INDEX film_by_bureau_number ON film (film_id);
        CREATE INDEX film_by_source ON film (source_digest);
        CREATE INDEX film_by_original ON film (duplicate_of) WHERE duplicate_of IS NOT NULL;

        CREATE TRIGGER film_state_moves BEFORE UPDATE OF state ON film
        WHEN OLD.state <> NEW.state AND (OLD.state || ' ' || NEW.state) NOT IN (
            'queued in_flight', 'queued held', 'queued rejected',
            'in_flight queued', 'in_flight held', 'in_flight rejected', 'in_flight duplicate',
            'in_flight delivered', 'held queued', 'held rejected', 'held duplicate', 'held delivered',
            'rejected queued', 'duplicate queued', 'delivered held', 'delivered verified', 'verified held')
        BEGIN SELECT RAISE(ABORT, 'a film cannot move between these states'); END;
        CREATE TRIGGER film_is_kept BEFORE DELETE ON film
        BEGIN SELECT RAISE(ABORT, 'a film is never deleted'); END;

        -- What may be claimed now, clustered in claim order. due_day is 0 outside the urgent lane.
        CREATE TABLE ready (
            trust TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('migrate', 'verify')),
            lane INTEGER NOT NULL CHECK (lane IN (0, 1, 2)), due_day INTEGER NOT NULL, seq INTEGER NOT NULL,
            film INTEGER NOT NULL UNIQUE REFERENCES film (id), cost INTEGER NOT NULL,
            attempt INTEGER NOT NULL, rescues INTEGER NOT NULL,
            PRIMARY KEY (trust, kind, lane, due_day, seq)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE delayed (
            due_at INTEGER NOT NULL, film INTEGER NOT NULL UNIQUE REFERENCES film (id),
            trust TEXT NOT NULL, kind TEXT NOT NULL, lane INTEGER NOT NULL, due_day INTEGER NOT NULL,
            seq INTEGER NOT NULL, cost INTEGER NOT NULL, attempt INTEGER NOT NULL, rescues INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (due_at, film)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE lease (
            film INTEGER PRIMARY KEY NOT NULL REFERENCES film (id),
            trust TEXT NOT NULL, kind TEXT NOT NULL, lane INTEGER NOT NULL, due_day INTEGER NOT NULL,
            seq INTEGER NOT NULL, cost INTEGER NOT NULL, attempt INTEGER NOT NULL, rescues INTEGER NOT NULL,
            worker TEXT NOT NULL REFERENCES worker (id), epoch INTEGER NOT NULL, since INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX lease_by_worker ON lease (worker);

        CREATE TABLE worker (
            id TEXT PRIMARY KEY NOT NULL, machine TEXT NOT NULL, boot TEXT NOT NULL, pid INTEGER NOT NULL,
            started INTEGER NOT NULL, alive_until INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE hold (
            film INTEGER PRIMARY KEY NOT NULL REFERENCES film (id), trust TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('migrate', 'verify')), reason TEXT NOT NULL,
            since INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tally (
            trust TEXT NOT NULL, state TEXT NOT NULL, films INTEGER NOT NULL CHECK (films >= 0),
            cost INTEGER NOT NULL CHECK (cost >= 0), PRIMARY KEY (trust, state)
        ) STRICT, WITHOUT ROWID;

        -- Films verified per Trust and minute (since 1970), and per day: what rates and reports are made of.
        CREATE TABLE pace (
            trust TEXT NOT NULL, minute INTEGER NOT NULL, films INTEGER NOT NULL,
            PRIMARY KEY (trust, minute)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE verified_day (
            trust TEXT NOT NULL, day TEXT NOT NULL, films INTEGER NOT NULL CHECK (films >= 0),
            PRIMARY KEY (trust, day)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE store (
            id INTEGER PRIMARY KEY, film INTEGER NOT NULL REFERENCES film (id), destination TEXT NOT NULL,
            sop_uid TEXT NOT NULL, sent_at INTEGER, dimse_status INTEGER, verified_at INTEGER,
            method TEXT NOT NULL CHECK (method IN ('store', 'found', 'read-back'))
        ) STRICT;
        CREATE INDEX store_by_film ON store (film);

        CREATE TABLE history (
            id INTEGER PRIMARY KEY, film INTEGER NOT NULL REFERENCES film (id), at INTEGER NOT NULL,
            event TEXT NOT NULL, cause TEXT, actor TEXT NOT NULL
        ) STRICT;
        CREATE INDEX history_by_film ON history (film);
        CREATE TRIGGER history_only_grows BEFORE UPDATE ON history
        BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
        CREATE TRIGGER history_is_kept BEFORE DELETE ON history
        BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

        CREATE TABLE counter (name TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO counter VALUES ('seq', 0), ('epoch', 0);
        """
}
