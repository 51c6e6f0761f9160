import MigrationQueue

extension SQLiteLedger {
    /// The statements of this store that do not run once a film (those are in `HotSQL`).
    enum SQL {
        static let applicationID = "PRAGMA application_id"
        /// The list of migrations is made first, alone: with nothing else there is no ledger yet.
        static let countSchema = "SELECT COUNT(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'"
        static let appliedMigrations = "SELECT identifier FROM grdb_migrations"

        // MARK: Tenants, destinations, hours
        static let putTrust = """
            INSERT INTO trust (code, name, weight, max_in_flight, paused)
            VALUES (:code, :name, :weight, :limit, :paused)
            ON CONFLICT (code) DO UPDATE SET name = excluded.name, weight = excluded.weight,
                max_in_flight = excluded.max_in_flight, paused = excluded.paused
            """
        /// What is null stays as it is, and a pause is never touched.
        static let changeTrust = """
            INSERT INTO trust (code, name, weight, max_in_flight)
            VALUES (:code, COALESCE(:name, :code), COALESCE(:weight, 1), :limit)
            ON CONFLICT (code) DO UPDATE SET name = COALESCE(:name, name), weight = COALESCE(:weight, weight),
                max_in_flight = COALESCE(:limit, max_in_flight)
            RETURNING *
            """
        static let weighTrust = "UPDATE trust SET weight = :weight WHERE code = :key"
        static let trusts = "SELECT * FROM trust ORDER BY code"
        static let trust = "SELECT code FROM trust WHERE code = :code"
        static let pauseTrust = "UPDATE trust SET paused = :paused WHERE code = :key"
        static let putDestination = """
            INSERT INTO destination (name, ae_title, host, port, role, tls, transfer_syntax)
            VALUES (:name, :aet, :host, :port, :role, :tls, :syntax)
            ON CONFLICT (name) DO UPDATE SET ae_title = excluded.ae_title, host = excluded.host,
                port = excluded.port, role = excluded.role, tls = excluded.tls,
                transfer_syntax = excluded.transfer_syntax, commits = 0,
                identity = IIF(ae_title = excluded.ae_title AND host = excluded.host
                    AND port = excluded.port AND tls = excluded.tls, identity, NULL),
                refusal = IIF(ae_title = excluded.ae_title AND host = excluded.host
                    AND port = excluded.port, refusal, NULL),
                trouble = NULL, trouble_since = NULL
            """
        static let destinations = "SELECT * FROM destination ORDER BY role, name"
        static let hasFilms = "SELECT EXISTS (SELECT 1 FROM store WHERE destination = ?)"
        static let deleteDestination = "DELETE FROM destination WHERE name = :name"
        static let deleteClosingsOf = "DELETE FROM closing WHERE scope = 'archive' AND subject = :name"
        static let setIdentity = """
            UPDATE destination SET identity = :identity
            WHERE name = :name AND ae_title = :aet AND host = :host AND port = :port AND tls = :tls
            """
        /// Resumed, it begins anew: what made it differ has been seen to.
        static let pauseDestination = """
            UPDATE destination SET paused = :paused, differences = IIF(:paused, differences, 0),
                paused_for = IIF(:paused, paused_for, NULL), paused_since = IIF(:paused, paused_since, NULL)
            WHERE name = :key
            """
        static let archivePairs = "SELECT * FROM archive_pair ORDER BY first, second"
        static let putArchivePair = """
            INSERT OR REPLACE INTO archive_pair (first, second, first_mark, second_mark, verdict, at)
            VALUES (:first, :second, :first_mark, :second_mark, :verdict, :at)
            """
        static let deleteArchivePairs = "DELETE FROM archive_pair WHERE first = :name OR second = :name"
        static let limitBytes = "UPDATE destination SET bytes_per_second = :limit WHERE name = :name"
        static let capDestination = "UPDATE destination SET max_in_flight = :limit WHERE name = :name"
        static let setTrouble = """
            UPDATE destination SET trouble = :message,
                trouble_since = IIF(:message IS NULL, NULL, COALESCE(trouble_since, :at))
            WHERE name = :name
            """

        // MARK: Proof after delivery
        static let countDifference = "UPDATE destination SET differences = differences + 1 WHERE name = :name"
        static let pauseDifferent = """
            UPDATE destination SET paused = 1, paused_for = :message, paused_since = :at
            WHERE name = :name AND NOT paused AND differences >= :limit
            """
        static let setCommits = "UPDATE destination SET commits = :commits WHERE name = :name"
        static let forgetCommitments = "DELETE FROM commitment WHERE destination = :name"
        static let verifiedFilms = """
            SELECT id FROM film WHERE id >= ?1 AND id <= ?2 AND state = 'verified'
                AND (?3 IS NULL OR batch = ?3) ORDER BY id LIMIT ?4
            """
        static let nextBatch = """
            SELECT first_film, last_film, id FROM batch WHERE trust = ? AND last_film >= ?
            ORDER BY first_film LIMIT 1
            """
        static let dueRechecks = "SELECT film FROM recheck WHERE due_at <= ? ORDER BY due_at, film LIMIT ?"
        static let allVerified = "SELECT SUM(verified) FROM trust_count"
        static let rereadAll = """
            UPDATE destination SET reread_from = 0, reread_since = (SELECT COALESCE(MAX(id), 0) FROM store)
            WHERE name = :name
            """
        static let deleteRecheck = "DELETE FROM recheck WHERE film = :film"
        static let postponeRecheck = "UPDATE recheck SET due_at = :due_at WHERE film = :film"
        static let dueCommitments = """
            SELECT commitment.film, sop_uid FROM commitment JOIN finding ON finding.film = commitment.film
            WHERE destination = ? AND due_at <= ? ORDER BY due_at, commitment.film LIMIT ?
            """
        static let deleteCommitment = "DELETE FROM commitment WHERE destination = :name AND film = :film"
        static let retryCommitment = """
            UPDATE commitment SET tries = tries + 1, due_at = :due_at
            WHERE destination = :name AND film = :film
            """
        static let endCommitment = """
            DELETE FROM commitment WHERE destination = :name AND film = :film AND tries >= :tries
            """

        // MARK: Hours
        static let closings = "SELECT * FROM closing ORDER BY scope, subject, days, from_minute, id"
        static let insertClosing = """
            INSERT INTO closing (scope, subject, days, from_minute, to_minute)
            VALUES (:scope, :subject, :days, :from, :to)
            ON CONFLICT DO UPDATE SET days = excluded.days RETURNING id
            """
        static let deleteClosing = "DELETE FROM closing WHERE id = :id"

        // MARK: Batches
        static let batchByDigest = "SELECT * FROM batch WHERE digest = :digest"
        static let batchByBureauNumber = "SELECT * FROM batch WHERE bureau = :bureau AND number = :number"
        static let batchByName = "SELECT * FROM batch WHERE name = :name"
        static let batchByID = "SELECT * FROM batch WHERE id = :id"
        static let batchNameTaken = "SELECT EXISTS (SELECT 1 FROM batch WHERE name = :name)"
        static let batches = """
            SELECT batch.*, queued, in_flight, held, rejected, duplicate, delivered, verified
            FROM batch LEFT JOIN batch_count ON batch_count.batch = batch.id ORDER BY batch.id
            """
        static let insertBatch = """
            INSERT INTO batch (name, bureau, number, trust, digest, custody, taken_in_at, receipt)
            VALUES (:name, :bureau, :number, :trust, :digest, :custody, :at, '') RETURNING id
            """
        static let closeBatch = """
            UPDATE batch SET receipt = :receipt, first_film = :first, last_film = :last WHERE id = :id
            """
        static let stoppedBatches = """
            SELECT first_film, last_film, paused, COALESCE(cancelled_epoch, -1) FROM batch
            WHERE (paused OR cancelled_at IS NOT NULL) AND first_film IS NOT NULL
            """
        static let committing = "SELECT name FROM destination WHERE commits"
        static let pauseBatch = "UPDATE batch SET paused = :paused WHERE id = :id"
        static let cancelBatch = """
            UPDATE batch SET cancelled_at = :at, cancelled_epoch = :epoch WHERE id = :id
            """
        static let closeCancelled = """
            UPDATE batch SET cancelled_epoch = (SELECT value FROM counter WHERE name = 'epoch') WHERE id = :id
            """
        static let batchCounts = "SELECT * FROM batch_count WHERE batch = :id"
        static let filmRange = "SELECT first_film, last_film FROM batch WHERE id = ?"
        static let park = """
            UPDATE ready SET lane = lane + :by WHERE trust = :trust AND lane IN (:a, :b, :c)
                AND film BETWEEN :first AND :last
            """

        // MARK: Films
        static let lastFilm = "SELECT MAX(id) FROM film"
        static let filmColumns = """
            film.id, film.trust, film.batch, film.state, film.reason, film.reason_message, film.cost,
                film.generation, film.duplicate_of, manifest."row", manifest.name, manifest.film_id, image,
                page, source_digest, source_mark, jacket_id, exam_id, exam_date, modality, body_part, laterality,
                view_position, nhs_number, hospital_number, family_name, given_name, birth_date, sex, postcode,
                address, town, urgent_by, bits_stored, row_spacing, column_spacing, scanner_manufacturer,
                scanner_model, scanner_serial, scanned_at, match_decision, match_person, match_probability,
                match_weight, match_evidence, matched_at, decided_person, picture_digest, pixel_digest,
                identity, sop_uid, series_uid, study_uid, written, rival, correction
            """
        static let films = """
            SELECT \(filmColumns), EXISTS (SELECT 1 FROM lease WHERE lease.film = film.id AND lease.kind = 'migrate')
            FROM film JOIN manifest ON manifest.film = film.id LEFT JOIN finding ON finding.film = film.id
            """
        static let filmByReference = """
            SELECT film FROM manifest
            WHERE batch = (SELECT id FROM batch WHERE name = ?) AND name = ?
            """
        static let filmsByBureauNumber = "SELECT film FROM manifest WHERE film_id = ? LIMIT 2"
        static let filmsOfBatch =
            films + " WHERE film.id BETWEEN ? AND ? AND film.batch = ? ORDER BY film.id"
        static let filmIDsOfBatch =
            "SELECT id FROM film WHERE id BETWEEN ? AND ? AND batch = ? ORDER BY id"
        static let duplicatesOf = """
            SELECT id FROM film WHERE duplicate_of = ? AND state = 'duplicate' ORDER BY id
            """
        /// Whether the film is verified, or a duplicate whose originals end at one that is.
        static let isVerifiedAtLast = """
            WITH RECURSIVE way (id, state, original) AS (
                SELECT id, state, duplicate_of FROM film WHERE id = ?
                UNION
                SELECT film.id, film.state, film.duplicate_of FROM way JOIN film ON film.id = way.original
                WHERE way.state = 'duplicate')
            SELECT EXISTS (SELECT 1 FROM way WHERE state = 'verified')
            """
        static let filmState = """
            SELECT IIF(state = 'queued' AND EXISTS (
                SELECT 1 FROM lease WHERE lease.film = film.id AND kind = 'migrate'),
                'in_flight', state)
            FROM film WHERE id = ?
            """
        static let askFor = "UPDATE film SET due_day = :day WHERE id = :id"
        static let history = """
            WITH RECURSIVE chain AS (
                SELECT history.* FROM film JOIN history ON history.id = film.history WHERE film.id = :film
                UNION ALL
                SELECT history.* FROM chain JOIN history ON history.id = chain.previous)
            SELECT * FROM chain ORDER BY id
            """
        static let claimInHand = "SELECT since, worker FROM lease WHERE film = :film AND kind = 'migrate'"
        static let stores = """
            WITH RECURSIVE chain AS (
                SELECT store.* FROM film JOIN store ON store.id = film.store WHERE film.id = :film
                UNION ALL
                SELECT store.* FROM chain JOIN store ON store.id = chain.previous)
            SELECT * FROM chain ORDER BY id
            """

        static let storesOfBatch = """
            WITH RECURSIVE chain AS (
                SELECT film.id AS owner, store.* FROM batch
                    JOIN film ON film.id BETWEEN batch.first_film AND batch.last_film
                    JOIN store ON store.id = film.store WHERE batch.id = :batch
                UNION ALL
                SELECT owner, store.* FROM chain JOIN store ON store.id = chain.previous)
            SELECT * FROM chain ORDER BY owner, id
            """

        // MARK: Places
        static let archivesInUse = "SELECT name, role, paused, max_in_flight FROM destination"
        static let trustsInTurn = """
            SELECT code, weight, max_in_flight FROM trust WHERE NOT paused ORDER BY code
            """
        /// One look into the index for each such Trust, and one where there is none.
        static let trustsWithUrgent = """
            WITH RECURSIVE found (trust) AS (
                SELECT MIN(trust) FROM ready INDEXED BY ready_urgent WHERE kind = ?1 AND lane < 1
                UNION ALL
                SELECT (SELECT MIN(ready.trust) FROM ready INDEXED BY ready_urgent
                        WHERE kind = ?1 AND lane < 1 AND ready.trust > found.trust)
                FROM found WHERE found.trust IS NOT NULL)
            SELECT trust FROM found WHERE trust IS NOT NULL
            """
        /// Counters count these as queued.
        static let inFlightByTrust = """
            SELECT trust, COUNT(*) FROM lease WHERE kind = 'migrate' GROUP BY trust
            """
        static let inFlightByBatch = """
            SELECT film.batch, COUNT(*) FROM lease CROSS JOIN film ON film.id = lease.film
            WHERE kind = 'migrate' GROUP BY film.batch
            """
        static let inFlightOfBatch = """
            SELECT COUNT(*) FROM lease CROSS JOIN film ON film.id = lease.film
            WHERE kind = 'migrate' AND film.batch = ?
            """
        /// Films of other Trusts and lanes, of the same claim, may lie between those of a run.
        static let isOfRun = """
            lease.film BETWEEN ?1 AND ?2 AND lease.epoch = ?3 AND lease.trust = ?4 AND lease.lane = ?5
                AND lease.due_day = ?6
            """
        static let leasesByKind = "SELECT COUNT(*) FROM lease"
        static let leasesOfWorker = """
            SELECT trust, kind, lane, due_day, film, cost, attempt, rescues, rescued_at, since, epoch
            FROM lease WHERE worker = ? ORDER BY film
            """
        static let leaseOf = "SELECT kind, since, worker FROM lease WHERE film = ?"
        static let due = """
            SELECT trust, kind, lane, due_day, film, cost, attempt, rescues, rescued_at, due_at
            FROM delayed WHERE due_at <= ? ORDER BY due_at LIMIT 1000
            """
        static let delayedOf = """
            SELECT trust, kind, lane, due_day, film, cost, attempt, rescues, rescued_at, due_at
            FROM delayed WHERE film = ?
            """
        static let deleteDelayed = "DELETE FROM delayed WHERE film = :film"
        static let nextDue = "SELECT MIN(due_at) FROM delayed"
        static let readyOf = """
            SELECT trust, kind, lane, due_day, film, cost, attempt, rescues, rescued_at FROM ready
            WHERE trust = ? AND kind = ? AND lane IN (0, 1, 2, 10, 11, 12) AND due_day IN (0, ?) AND film = ?
            """
        static let deleteReadyOf = """
            DELETE FROM ready WHERE trust = :trust AND kind = :kind AND lane IN (0, 1, 2, 10, 11, 12)
                AND due_day IN (0, :day) AND film = :film
            """
        static let depth = """
            SELECT COUNT(*) FROM (
                SELECT 1 FROM ready WHERE trust = ? AND kind = ? AND lane = ? LIMIT ?)
            """
        static let insertHold = """
            INSERT INTO hold (film, trust, kind, reason, since, clinic) VALUES (:film, :trust, :kind, :reason,
                :since, COALESCE((SELECT urgent_by FROM manifest WHERE film = :film), '9999'))
            """
        static let holdOf = "SELECT kind FROM hold WHERE film = ?"
        /// Whom a person had named is not the film's by a match either.
        static let forgetPerson = """
            UPDATE finding SET
                match_person = IIF(match_person = decided_person, NULL, match_person),
                match_decision = IIF(match_person = decided_person, 'review', match_decision),
                decided_person = NULL
            WHERE film = :film
            """
        static let correctionOf = "SELECT 1 FROM finding WHERE film = ? AND correction IS NOT NULL"
        static let putCorrection = """
            INSERT INTO finding (film, correction) VALUES (:film, :person)
            ON CONFLICT (film) DO UPDATE SET correction = excluded.correction
            """
        /// What was sent is not what is expected any more: the proof makes it anew.
        static let makeCorrection = """
            UPDATE finding SET decided_person = correction, matched_at = :at, identity = NULL, written = NULL,
                correction = NULL
            WHERE film = :film
            """
        static let putRival = """
            INSERT INTO finding (film, rival) VALUES (:film, :rival)
            ON CONFLICT (film) DO UPDATE SET rival = excluded.rival
            """
        static let announced = "SELECT 1 FROM finding WHERE film = ? AND written IS NOT NULL"
        static let unannounce = "UPDATE finding SET written = NULL WHERE film = :film"
        static let putHeir = """
            INSERT INTO finding (film, heir_of) VALUES (:film, :original)
            ON CONFLICT (film) DO UPDATE SET heir_of = excluded.heir_of
            """
        /// A film that has taken another's place in the archive, or is on its way there.
        static let heirOf = """
            SELECT film.id FROM finding JOIN film ON film.id = finding.film
            WHERE finding.heir_of = ? AND (film.state IN ('delivered', 'verified')
                OR EXISTS (SELECT 1 FROM lease WHERE lease.film = film.id)) LIMIT 1
            """
        static let dropCorrection = "UPDATE finding SET correction = NULL WHERE film = :film"
        static let restateFilm =
            "UPDATE film SET reason = :reason, reason_message = :message WHERE id = :film"
        static let restateHold = "UPDATE hold SET reason = :reason WHERE film = :film"
        static let proveHeld = """
            UPDATE hold SET kind = 'verify' WHERE film = :film AND kind = 'migrate' AND EXISTS (
                SELECT 1 FROM finding WHERE film = :film AND written IS NOT NULL AND sop_uid IS NOT NULL
                    AND pixel_digest IS NOT NULL AND match_person IS NOT NULL)
            """
        static let deleteHold = "DELETE FROM hold WHERE film = :film"
        static let insertRefusal = """
            INSERT INTO refusal (film, reason, since, final) VALUES (:film, :reason, :since, :final)
            """
        static let isFinal = "SELECT final FROM refusal WHERE film = ?"
        static let deleteRefusal = "DELETE FROM refusal WHERE film = :film"
        static let bump = "UPDATE counter SET value = value + 1 WHERE name = ? RETURNING value"
        static let counter = "SELECT value FROM counter WHERE name = ?"
        static let setCounter = "UPDATE counter SET value = :value WHERE name = :name"
        /// Films whose day has come near since the last look, and that still wait in another lane.
        static let toPromote = """
            SELECT film.id, film.due_day, ready.kind, ready.lane FROM film INDEXED BY film_by_due_day
            JOIN ready ON ready.trust = film.trust AND ready.kind IN ('migrate', 'verify')
                AND ready.lane IN (1, 2) AND ready.due_day = 0 AND ready.film = film.id
            WHERE film.due_day > ? AND film.due_day <= ? LIMIT 1000
            """
        static let promote = """
            UPDATE ready SET lane = 0, due_day = :day
            WHERE trust = (SELECT trust FROM film WHERE id = :film) AND kind = :kind AND lane = :lane
                AND due_day = 0 AND film = :film
            """

        // MARK: Workers
        static let putWorker = """
            INSERT INTO worker (id, machine, boot, pid, started, alive_until)
            VALUES (:id, :machine, :boot, :pid, :started, :alive_until)
            """
        static let heartbeat = "UPDATE worker SET alive_until = :alive_until WHERE id = :id"
        static let workers = """
            SELECT worker.*, (SELECT COUNT(*) FROM lease WHERE lease.worker = worker.id) AS films
            FROM worker ORDER BY id
            """
        static let deleteWorker = "DELETE FROM worker WHERE id = :id"

        // MARK: Figures
        static let trustCounts = """
            SELECT trust, queued, in_flight, held, rejected, duplicate, delivered, verified FROM trust_count
            """
        static let addPace = """
            INSERT INTO pace (trust, minute, films) VALUES (:trust, :minute, :films)
            ON CONFLICT (trust, minute) DO UPDATE SET films = films + excluded.films
            """
        static let prunePace = "DELETE FROM pace WHERE minute < :minute"
        static let paceSince = "SELECT trust, minute, films FROM pace WHERE minute >= :minute"
        static let addVerifiedDay = """
            INSERT INTO verified_day (trust, day, films) VALUES (:trust, :day, MAX(:films, 0))
            ON CONFLICT (trust, day) DO UPDATE SET films = films + :films
            """
        static let verifiedByDay = "SELECT trust, day, films FROM verified_day WHERE films > 0"
    }
}
