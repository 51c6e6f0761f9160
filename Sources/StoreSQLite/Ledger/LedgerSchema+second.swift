import FilmModel
import MigrationQueue

extension LedgerSchema {
    /// Version 2. What a claim and its result touch is small and apart from what never changes: `film` holds
    /// where a film stands, `manifest` its row of films.csv, `finding` what its way found out. History and the
    /// archives' words are chains, each row naming the one before it, so that they grow at their end only and
    /// need no index. `in_flight` is not written: a film is in flight while it has a `migrate` lease
    /// (docs/decisions/0013-what-a-claim-writes.md).
    static let second = """
        DROP TRIGGER film_state_moves; DROP TRIGGER film_is_kept;
        DROP TRIGGER history_only_grows; DROP TRIGGER history_is_kept;
        ALTER TABLE film RENAME TO film_1; ALTER TABLE ready RENAME TO ready_1;
        ALTER TABLE delayed RENAME TO delayed_1; ALTER TABLE lease RENAME TO lease_1;
        ALTER TABLE hold RENAME TO hold_1; ALTER TABLE store RENAME TO store_1;
        ALTER TABLE history RENAME TO history_1; ALTER TABLE destination RENAME TO destination_1;
        DROP INDEX destination_primary;

        CREATE TABLE destination (
            name TEXT PRIMARY KEY NOT NULL, ae_title TEXT NOT NULL, host TEXT NOT NULL,
            port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
            role TEXT NOT NULL CHECK (role IN ('primary', 'second-copy')), identity TEXT,
            max_in_flight INTEGER CHECK (max_in_flight > 0),
            paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
            trouble TEXT, trouble_since INTEGER, tls INTEGER NOT NULL DEFAULT 0 CHECK (tls IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX destination_primary ON destination (role) WHERE role = 'primary';
        INSERT INTO destination (name, ae_title, host, port, role, identity)
            SELECT name, ae_title, host, port, role, identity FROM destination_1;

        -- When nothing is claimed: local time of London, days as bits from Monday (1) to Sunday (64).
        CREATE TABLE closing (
            id INTEGER PRIMARY KEY, scope TEXT NOT NULL CHECK (scope IN ('all', 'trust', 'archive')),
            subject TEXT NOT NULL, days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 127),
            from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
            to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN 0 AND 1440),
            UNIQUE (scope, subject, days, from_minute, to_minute)
        ) STRICT;

        ALTER TABLE batch ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));
        ALTER TABLE batch ADD COLUMN cancelled_at INTEGER;
        -- The last claim before it was given up: leases up to it do not go back into the queue.
        ALTER TABLE batch ADD COLUMN cancelled_epoch INTEGER;
        ALTER TABLE batch ADD COLUMN first_film INTEGER;
        ALTER TABLE batch ADD COLUMN last_film INTEGER;
        UPDATE batch SET first_film = (SELECT MIN(id) FROM film_1 WHERE batch = batch.id),
            last_film = (SELECT MAX(id) FROM film_1 WHERE batch = batch.id);
        CREATE INDEX batch_stopped ON batch (id) WHERE paused OR cancelled_at IS NOT NULL;

        -- Where a film stands. A film with a migrate lease is stored as 'queued' and is in flight.
        CREATE TABLE film (
            id INTEGER PRIMARY KEY, trust TEXT NOT NULL REFERENCES trust (code),
            batch INTEGER NOT NULL REFERENCES batch (id),
            state TEXT NOT NULL CHECK (state IN
                ('queued', 'held', 'rejected', 'duplicate', 'delivered', 'verified')),
            reason TEXT, reason_message TEXT, cost INTEGER NOT NULL CHECK (cost >= 0),
            -- The day (since 1970) by which it must be in the archive: the clinic's, or an operator's request.
            due_day INTEGER,
            generation INTEGER NOT NULL DEFAULT 0, duplicate_of INTEGER,
            -- The last rows of its chains.
            history INTEGER, store INTEGER, verified_at INTEGER,
            CHECK (state NOT IN ('held', 'rejected', 'duplicate') OR reason IS NOT NULL),
            CHECK (state <> 'duplicate' OR (duplicate_of IS NOT NULL AND duplicate_of <> id)),
            CHECK (state <> 'verified' OR verified_at IS NOT NULL)
        ) STRICT;

        -- A film's row of films.csv, as delivered; never changed.
        CREATE TABLE manifest (
            film INTEGER PRIMARY KEY, batch INTEGER NOT NULL, "row" INTEGER NOT NULL, name TEXT NOT NULL,
            film_id TEXT NOT NULL, image TEXT NOT NULL, page INTEGER, source_digest TEXT NOT NULL,
            jacket_id TEXT, exam_id TEXT, exam_date TEXT, modality TEXT, body_part TEXT, laterality TEXT,
            view_position TEXT, nhs_number TEXT, hospital_number TEXT, family_name TEXT, given_name TEXT,
            birth_date TEXT, sex TEXT, postcode TEXT, address TEXT, town TEXT, urgent_by TEXT,
            bits_stored INTEGER, row_spacing REAL, column_spacing REAL, scanner_manufacturer TEXT,
            scanner_model TEXT, scanner_serial TEXT, scanned_at TEXT,
            UNIQUE (batch, name)
        ) STRICT;

        -- What the way of a film found out.
        CREATE TABLE finding (
            film INTEGER PRIMARY KEY,
            match_decision TEXT CHECK (match_decision IN ('match', 'review', 'none')), match_person TEXT,
            match_probability REAL, match_weight REAL, match_evidence TEXT, matched_at INTEGER,
            decided_person TEXT, picture_digest TEXT, pixel_digest TEXT, identity TEXT, sop_uid TEXT,
            series_uid TEXT, study_uid TEXT
        ) STRICT;

        -- What may be claimed now, clustered in claim order: a film keeps its place among the others of its
        -- batch whatever becomes of it. Lanes 10 to 12 are 0 to 2 of a batch that is paused.
        CREATE TABLE ready (
            trust TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('migrate', 'verify')),
            lane INTEGER NOT NULL CHECK (lane IN (0, 1, 2, 10, 11, 12)), due_day INTEGER NOT NULL,
            film INTEGER NOT NULL, cost INTEGER NOT NULL, attempt INTEGER NOT NULL, rescues INTEGER NOT NULL,
            rescued_at INTEGER, PRIMARY KEY (trust, kind, lane, due_day, film)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE delayed (
            due_at INTEGER NOT NULL, film INTEGER NOT NULL UNIQUE, trust TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('migrate', 'verify')), lane INTEGER NOT NULL,
            due_day INTEGER NOT NULL, cost INTEGER NOT NULL, attempt INTEGER NOT NULL,
            rescues INTEGER NOT NULL, rescued_at INTEGER, reason TEXT NOT NULL, since INTEGER NOT NULL,
            PRIMARY KEY (due_at, film)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE lease (
            film INTEGER PRIMARY KEY NOT NULL, trust TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('migrate', 'verify')), lane INTEGER NOT NULL,
            due_day INTEGER NOT NULL, cost INTEGER NOT NULL, attempt INTEGER NOT NULL,
            rescues INTEGER NOT NULL, rescued_at INTEGER, worker TEXT NOT NULL, epoch INTEGER NOT NULL,
            since INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE hold (
            film INTEGER PRIMARY KEY NOT NULL REFERENCES film (id), trust TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('migrate', 'verify')), reason TEXT NOT NULL,
            since INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        -- final: a person rejected it after a hold; it will not come again.
        CREATE TABLE refusal (
            film INTEGER PRIMARY KEY NOT NULL REFERENCES film (id), reason TEXT NOT NULL,
            since INTEGER NOT NULL, final INTEGER NOT NULL CHECK (final IN (0, 1))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE store (
            id INTEGER PRIMARY KEY, film INTEGER NOT NULL, previous INTEGER, destination TEXT NOT NULL,
            sop_uid TEXT NOT NULL, sent_at INTEGER, dimse_status INTEGER, verified_at INTEGER,
            method TEXT NOT NULL CHECK (method IN ('store', 'found', 'read-back'))
        ) STRICT;
        -- claimed_at: when the lease began that this event ended; the claim has no row of its own.
        CREATE TABLE history (
            id INTEGER PRIMARY KEY, film INTEGER NOT NULL, previous INTEGER, claimed_at INTEGER,
            at INTEGER NOT NULL, event TEXT NOT NULL, cause TEXT, actor TEXT NOT NULL
        ) STRICT;

        CREATE TABLE trust_count (
            trust TEXT PRIMARY KEY NOT NULL,
            queued INTEGER NOT NULL CHECK (queued >= 0), in_flight INTEGER NOT NULL CHECK (in_flight >= 0),
            held INTEGER NOT NULL CHECK (held >= 0), rejected INTEGER NOT NULL CHECK (rejected >= 0),
            duplicate INTEGER NOT NULL CHECK (duplicate >= 0),
            delivered INTEGER NOT NULL CHECK (delivered >= 0), verified INTEGER NOT NULL CHECK (verified >= 0)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE batch_count (
            batch INTEGER PRIMARY KEY NOT NULL,
            queued INTEGER NOT NULL CHECK (queued >= 0), in_flight INTEGER NOT NULL CHECK (in_flight >= 0),
            held INTEGER NOT NULL CHECK (held >= 0), rejected INTEGER NOT NULL CHECK (rejected >= 0),
            duplicate INTEGER NOT NULL CHECK (duplicate >= 0),
            delivered INTEGER NOT NULL CHECK (delivered >= 0), verified INTEGER NOT NULL CHECK (verified >= 0)
        ) STRICT;

        INSERT INTO manifest SELECT id, batch, "row", name, film_id, description ->> '$.image',
            description ->> '$.page', source_digest, description ->> '$.jacket_id',
            description ->> '$.exam_id', description ->> '$.exam_date', description ->> '$.modality',
            description ->> '$.body_part', description ->> '$.laterality', description ->> '$.view_position',
            description ->> '$.label.nhs_number', description ->> '$.label.hospital_number',
            description ->> '$.label.family_name', description ->> '$.label.given_name',
            description ->> '$.label.birth_date', description ->> '$.label.sex',
            description ->> '$.label.postcode', description ->> '$.label.address',
            description ->> '$.label.town', description ->> '$.urgent_by', description ->> '$.bits_stored',
            description ->> '$.pixel_spacing_mm.row', description ->> '$.pixel_spacing_mm.column',
            description ->> '$.scanner_manufacturer', description ->> '$.scanner_model',
            description ->> '$.scanner_serial', description ->> '$.scanned_at'
            FROM film_1 ORDER BY id;
        INSERT INTO finding SELECT id, match_decision, match_person, match_probability, match_weight,
            match_evidence, matched_at, decided_person, picture_digest, pixel_digest, identity, sop_uid,
            series_uid, study_uid FROM film_1
            WHERE COALESCE(match_decision, decided_person, picture_digest, pixel_digest, sop_uid) IS NOT NULL
            ORDER BY id;
        -- The claim of a film that is in flight is in its lease.
        INSERT INTO history SELECT id, film, LAG(id) OVER (PARTITION BY film ORDER BY id), NULL, at, event,
            cause, actor FROM history_1
            WHERE NOT (event = 'claim'
                AND film IN (SELECT film FROM lease_1 WHERE kind = 'migrate')
                AND id = (SELECT MAX(id) FROM history_1 AS other WHERE other.film = history_1.film))
            ORDER BY id;
        INSERT INTO store SELECT id, film, LAG(id) OVER (PARTITION BY film ORDER BY id), destination, sop_uid,
            sent_at, dimse_status, verified_at, method FROM store_1 ORDER BY id;
        CREATE TEMP TABLE last_history AS SELECT film, MAX(id) AS id FROM history GROUP BY film;
        CREATE UNIQUE INDEX temp.last_history_film ON last_history (film);
        CREATE TEMP TABLE last_store AS SELECT film, MAX(id) AS id FROM store GROUP BY film;
        CREATE UNIQUE INDEX temp.last_store_film ON last_store (film);
        INSERT INTO film SELECT film_1.id, trust, batch, IIF(state = 'in_flight', 'queued', state), reason,
            reason_message, cost,
            IIF(LENGTH(description ->> '$.urgent_by') = 10,
                CAST(JULIANDAY(description ->> '$.urgent_by') - 2440587.5 AS INTEGER), NULL),
            generation, duplicate_of, last_history.id, last_store.id, verified_at
            FROM film_1 LEFT JOIN last_history ON last_history.film = film_1.id
            LEFT JOIN last_store ON last_store.film = film_1.id ORDER BY film_1.id;
        DROP TABLE temp.last_history; DROP TABLE temp.last_store;
        INSERT INTO ready SELECT trust, kind, lane, due_day, film, cost, attempt, rescues, NULL FROM ready_1;
        INSERT INTO delayed SELECT due_at, film, trust, kind, lane, due_day, cost, attempt, rescues, NULL,
            reason, (SELECT MAX(at) FROM history_1 WHERE history_1.film = delayed_1.film) FROM delayed_1;
        INSERT INTO lease SELECT film, trust, kind, lane, due_day, cost, attempt, rescues, NULL, worker, epoch,
            since FROM lease_1;
        INSERT INTO hold SELECT * FROM hold_1;
        INSERT INTO refusal SELECT id, reason,
            (SELECT MAX(at) FROM history_1 WHERE history_1.film = film_1.id),
            COALESCE((SELECT event FROM history_1 WHERE history_1.film = film_1.id ORDER BY id DESC
                LIMIT 1 OFFSET 1) = 'hold', 0)
            FROM film_1 WHERE state = 'rejected';
        INSERT INTO trust_count SELECT trust, SUM(state = 'queued'), SUM(state = 'in_flight'),
            SUM(state = 'held'), SUM(state = 'rejected'), SUM(state = 'duplicate'), SUM(state = 'delivered'),
            SUM(state = 'verified') FROM film_1 GROUP BY trust;
        INSERT INTO batch_count SELECT batch, SUM(state = 'queued'), SUM(state = 'in_flight'),
            SUM(state = 'held'), SUM(state = 'rejected'), SUM(state = 'duplicate'), SUM(state = 'delivered'),
            SUM(state = 'verified') FROM film_1 GROUP BY batch;

        DROP TABLE ready_1; DROP TABLE delayed_1; DROP TABLE lease_1; DROP TABLE hold_1; DROP TABLE store_1;
        DROP TABLE history_1; DROP TABLE film_1; DROP TABLE tally; DROP TABLE destination_1;
        DELETE FROM counter WHERE name = 'seq';
        INSERT INTO counter VALUES ('promoted_day', 0);

        CREATE INDEX manifest_by_bureau_number ON manifest (film_id);
        CREATE INDEX film_by_due_day ON film (due_day) WHERE due_day IS NOT NULL;
        CREATE INDEX film_by_original ON film (duplicate_of) WHERE duplicate_of IS NOT NULL;
        CREATE INDEX hold_by_reason ON hold (reason, since);
        CREATE INDEX refusal_by_reason ON refusal (reason, since);

        -- What FilmState.after(_:) refuses. A migrate lease makes a film that is stored as queued in flight.
        CREATE TRIGGER film_moves BEFORE UPDATE OF state ON film
        WHEN OLD.state <> NEW.state AND INSTR(
            '|queued held|queued rejected|in_flight held|in_flight rejected|in_flight duplicate'
            || '|in_flight delivered|held queued|held rejected|held duplicate|held delivered'
            || '|rejected queued|duplicate queued|delivered held|delivered verified|verified held|',
            '|' || IIF(OLD.state = 'queued' AND EXISTS (
                SELECT 1 FROM lease WHERE film = OLD.id AND kind = 'migrate'), 'in_flight', OLD.state)
            || ' ' || NEW.state || '|') = 0
        BEGIN SELECT RAISE(ABORT, 'a film cannot move between these states'); END;
        CREATE TRIGGER film_has_instance BEFORE UPDATE OF state ON film
        WHEN NEW.state IN ('delivered', 'verified') AND NOT EXISTS (
            SELECT 1 FROM finding WHERE film = NEW.id AND sop_uid IS NOT NULL AND pixel_digest IS NOT NULL
                AND match_person IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'a film is not delivered without its instance'); END;
        CREATE TRIGGER film_is_kept BEFORE DELETE ON film
        BEGIN SELECT RAISE(ABORT, 'a film is never deleted'); END;
        CREATE TRIGGER manifest_is_kept BEFORE DELETE ON manifest
        BEGIN SELECT RAISE(ABORT, 'a film is never deleted'); END;
        CREATE TRIGGER manifest_stays BEFORE UPDATE ON manifest
        BEGIN SELECT RAISE(ABORT, 'what was delivered is never changed'); END;
        CREATE TRIGGER history_only_grows BEFORE UPDATE ON history
        BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
        CREATE TRIGGER history_is_kept BEFORE DELETE ON history
        BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
        CREATE TRIGGER store_only_grows BEFORE UPDATE ON store
        BEGIN SELECT RAISE(ABORT, 'an archive''s word is append-only'); END;
        CREATE TRIGGER store_is_kept BEFORE DELETE ON store
        BEGIN SELECT RAISE(ABORT, 'an archive''s word is append-only'); END;
        """
}
