extension SQLiteLedger {
    /// Every statement of this store. Parameters are named; the places' columns stand in one order.
    enum SQL {
        static let applicationID = "PRAGMA application_id"
        static let countSchema = "SELECT COUNT(*) FROM sqlite_master"
        static let appliedMigrations = "SELECT identifier FROM grdb_migrations"

        // MARK: Tenants and destinations
        static let putTrust = """
            INSERT INTO trust (code, name, weight, max_in_flight, paused)
            VALUES (:code, :name, :weight, :limit, :paused)
            ON CONFLICT (code) DO UPDATE SET name = excluded.name, weight = excluded.weight,
                max_in_flight = excluded.max_in_flight, paused = excluded.paused
            """
        static let trusts = "SELECT * FROM trust ORDER BY code"
        static let trust = "SELECT code FROM trust WHERE code = :code"
        static let putDestination = """
            INSERT INTO destination (name, ae_title, host, port, role)
            VALUES (:name, :aet, :host, :port, :role)
            ON CONFLICT (name) DO UPDATE SET ae_title = excluded.ae_title, host = excluded.host,
                port = excluded.port, role = excluded.role, identity = NULL
            """
        static let destinations = "SELECT * FROM destination ORDER BY role, name"
        static let setIdentity = "UPDATE destination SET identity = :identity WHERE name = :name"

        // MARK: Batches
        static let batchByDigest = "SELECT * FROM batch WHERE digest = :digest"
        static let batchByBureauNumber = "SELECT * FROM batch WHERE bureau = :bureau AND number = :number"
        static let batchByName = "SELECT * FROM batch WHERE name = :name"
        static let batchesByNumber = "SELECT * FROM batch WHERE number = :number LIMIT 2"
        static let batchNameTaken = "SELECT EXISTS (SELECT 1 FROM batch WHERE name = :name)"
        static let batches = "SELECT * FROM batch ORDER BY id"
        static let countsByBatch = "SELECT batch, state, COUNT(*) AS films FROM film GROUP BY batch, state"
        static let insertBatch = """
            INSERT INTO batch (name, bureau, number, trust, digest, custody, taken_in_at, receipt)
            VALUES (:name, :bureau, :number, :trust, :digest, :custody, :at, '') RETURNING id
            """
        static let setReceipt = "UPDATE batch SET receipt = :receipt WHERE id = :id"

        // MARK: Films
        static let insertFilm = """
            INSERT INTO film (trust, batch, "row", name, film_id, description, source_digest, cost, state,
                              reason, reason_message)
            VALUES (:trust, :batch, :row, :name, :film_id, :description, :digest, :cost, :state, :reason,
                    :message) RETURNING id
            """
        private static let filmColumns = """
            SELECT film.*, batch.name AS batch_name, batch.bureau, batch.number AS batch_number,
                   batch.custody, batch.taken_in_at
            FROM film JOIN batch ON batch.id = film.batch
            """
        static let filmByID = filmColumns + " WHERE film.id = :id"
        static let filmByReference = filmColumns + " WHERE batch.name = :batch AND film.name = :name"
        static let filmsByBureauNumber = filmColumns + " WHERE film.film_id = :film_id LIMIT 2"
        static let filmsOfBatch = filmColumns + " WHERE film.batch = :batch ORDER BY film.id"
        static let duplicatesOf = """
            SELECT id FROM film WHERE duplicate_of = :id AND state = 'duplicate' ORDER BY id
            """
        static let clearDuplicateOf = "UPDATE film SET duplicate_of = NULL WHERE id = :id"
        static let filmState = "SELECT state FROM film WHERE id = :id"
        static let holds = """
            SELECT film.*, batch.name AS batch_name, batch.bureau, batch.number AS batch_number,
                   batch.custody, batch.taken_in_at, hold.kind AS hold_kind, hold.since AS hold_since
            FROM hold JOIN film ON film.id = hold.film JOIN batch ON batch.id = film.batch
            ORDER BY hold.since, hold.film LIMIT :limit
            """
        static let hold = "SELECT * FROM hold WHERE film = :film"
        /// A value that is nil leaves what is there; a match replaces the earlier one whole.
        static let setFacts = """
            UPDATE film SET
                match_decision = COALESCE(:decision, match_decision),
                match_person = IIF(:decision IS NULL, match_person, :person),
                match_probability = IIF(:decision IS NULL, match_probability, :probability),
                match_weight = IIF(:decision IS NULL, match_weight, :weight),
                match_evidence = COALESCE(:evidence, match_evidence),
                matched_at = COALESCE(:matched_at, matched_at),
                picture_digest = COALESCE(:picture_digest, picture_digest),
                pixel_digest = COALESCE(:pixel_digest, pixel_digest),
                identity = COALESCE(:identity, identity),
                sop_uid = COALESCE(:sop, sop_uid),
                series_uid = COALESCE(:series, series_uid),
                study_uid = COALESCE(:study, study_uid),
                duplicate_of = COALESCE(:duplicate_of, duplicate_of)
            WHERE id = :id
            """
        static let setDecidedPerson =
            "UPDATE film SET decided_person = :person, matched_at = :at WHERE id = :id"
        /// The guard on the old state is what makes a lost race visible: no row, no change.
        static let moveFilm = """
            UPDATE film SET state = :to, reason = :reason, reason_message = :message,
                verified_at = CASE WHEN :to = 'verified' THEN :at ELSE verified_at END
            WHERE id = :id AND state = :from
            """
        static let history = "SELECT * FROM history WHERE film = :film ORDER BY id"
        static let insertHistory = """
            INSERT INTO history (film, at, event, cause, actor) VALUES (:film, :at, :event, :cause, :actor)
            """
        static let stores = "SELECT * FROM store WHERE film = :film ORDER BY id"
        static let insertStore = """
            INSERT INTO store (film, destination, sop_uid, sent_at, dimse_status, verified_at, method)
            VALUES (:film, :destination, :sop, :sent, :status, :verified, :method)
            """

        // MARK: Places
        static let insertReady = """
            INSERT INTO ready (trust, kind, lane, due_day, seq, film, cost, attempt, rescues)
            VALUES (:trust, :kind, :lane, :due_day, :seq, :film, :cost, :attempt, :rescues)
            """
        static let deleteReady = """
            DELETE FROM ready WHERE trust = :trust AND kind = :kind AND lane = :lane AND due_day = :due_day
                AND seq = :seq
            """
        static let nextReady = """
            SELECT * FROM ready WHERE trust = :trust AND kind = :kind ORDER BY lane, due_day, seq
            LIMIT :limit OFFSET :offset
            """
        static let trustsWithWork = """
            SELECT trust.code, trust.weight, trust.max_in_flight,
                   COALESCE((SELECT films FROM tally WHERE trust = code AND state = 'in_flight'), 0) AS in_flight
            FROM trust WHERE NOT paused
                AND EXISTS (SELECT 1 FROM ready WHERE ready.trust = trust.code AND ready.kind = :kind)
            ORDER BY trust.code
            """
        static let insertLease = """
            INSERT INTO lease (film, trust, kind, lane, due_day, seq, cost, attempt, rescues, worker, epoch,
                               since)
            VALUES (:film, :trust, :kind, :lane, :due_day, :seq, :cost, :attempt, :rescues, :worker, :epoch,
                    :since)
            """
        static let deleteLease = "DELETE FROM lease WHERE film = :film AND epoch = :epoch RETURNING *"
        static let leasesOfWorker = "SELECT * FROM lease WHERE worker = :worker"
        static let insertDelayed = """
            INSERT INTO delayed (due_at, film, trust, kind, lane, due_day, seq, cost, attempt, rescues, reason)
            VALUES (:due_at, :film, :trust, :kind, :lane, :due_day, :seq, :cost, :attempt, :rescues, :reason)
            """
        static let dueRows = "SELECT * FROM delayed WHERE due_at <= :now ORDER BY due_at LIMIT 1000"
        static let deleteDelayed = "DELETE FROM delayed WHERE due_at = :due_at AND film = :film"
        static let nextDue = "SELECT MIN(due_at) FROM delayed"
        static let insertHold = """
            INSERT INTO hold (film, trust, kind, reason, since) VALUES (:film, :trust, :kind, :reason, :since)
            """
        static let deleteHold = "DELETE FROM hold WHERE film = :film"
        static let bump = "UPDATE counter SET value = value + :by WHERE name = :name RETURNING value"

        // MARK: Workers
        static let putWorker = """
            INSERT INTO worker (id, machine, boot, pid, started, alive_until)
            VALUES (:id, :machine, :boot, :pid, :started, :alive_until)
            """
        static let heartbeat = "UPDATE worker SET alive_until = :alive_until WHERE id = :id"
        static let workers = "SELECT * FROM worker ORDER BY id"
        static let deleteWorker = "DELETE FROM worker WHERE id = :id"

        // MARK: Figures
        static let changeTally = """
            INSERT INTO tally (trust, state, films, cost) VALUES (:trust, :state, :films, :cost)
            ON CONFLICT (trust, state) DO UPDATE SET films = films + excluded.films,
                cost = cost + excluded.cost
            """
        static let lowerTally = """
            UPDATE tally SET films = films + :films, cost = cost + :cost WHERE trust = :trust AND state = :state
            """
        static let tallies = "SELECT trust, state, films FROM tally"
        static let addPace = """
            INSERT INTO pace (trust, minute, films) VALUES (:trust, :minute, 1)
            ON CONFLICT (trust, minute) DO UPDATE SET films = films + 1
            """
        static let prunePace = "DELETE FROM pace WHERE minute < :minute"
        static let paceSince = "SELECT trust, minute, films FROM pace WHERE minute >= :minute"
        static let addVerifiedDay = """
            INSERT INTO verified_day (trust, day, films) VALUES (:trust, :day, 1)
            ON CONFLICT (trust, day) DO UPDATE SET films = films + 1
            """
        static let lowerVerifiedDay = """
            UPDATE verified_day SET films = films - 1 WHERE trust = :trust AND day = :day
            """
        static let verifiedAt = "SELECT verified_at FROM film WHERE id = :id"
        static let verifiedByDay = "SELECT trust, day, films FROM verified_day WHERE films > 0"
    }
}
