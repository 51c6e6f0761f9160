import MigrationQueue

extension SQLiteLedger {
    /// The statements that run once a film. Parameters are positional, in the order of the columns.
    enum HotSQL: Int, CaseIterable {
        case standing, carried, moveFilm, moveChains, insertHistory, insertStore, putFinding
        case insertReady, nextReady, deleteReadyRun, leaseRun, filmsOfRun, deleteLease
        case insertDelayed
        case insertFilm, insertManifest, filmByID, addToTrust, addToBatch, addFlow, isWorker
        case duplicatesBelow, putRecheck, askCommitment, endContests

        var sql: String {
            switch self {
            case .standing:
                """
                SELECT trust, batch, state, reason, cost, due_day, duplicate_of, history, store, verified_at
                FROM film WHERE id = ?
                """
            // The same with the lease of that epoch, if the film still has it.
            case .carried:
                """
                SELECT film.trust, batch, state, reason, film.cost, film.due_day, duplicate_of, history, store,
                    verified_at, lease.film, lease.trust, kind, lane, lease.due_day, film.id, lease.cost,
                    attempt, rescues, rescued_at, since
                FROM film LEFT JOIN lease ON lease.film = film.id AND lease.epoch = ?2 WHERE film.id = ?1
                """
            // FAIL, as the triggers have it: with ABORT SQLite keeps a copy of each page for taking one row back.
            // The guard on the old state is what makes a lost race visible: no row, no change.
            case .moveFilm:
                """
                UPDATE OR FAIL film SET state = ?, reason = ?, reason_message = ?, duplicate_of = ?, history = ?,
                    store = ?, verified_at = ?
                WHERE id = ? AND state = ?
                """
            case .moveChains: "UPDATE film SET history = ?, store = ? WHERE id = ?"
            case .insertHistory:
                """
                INSERT INTO history (film, previous, claimed_at, at, event, cause, actor)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
            case .insertStore:
                """
                INSERT INTO store (film, previous, destination, sop_uid, sent_at, dimse_status, verified_at,
                                   method)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
            case .endContests: "DELETE FROM contest WHERE film = ?"
            // A value that is null leaves what is there; a match replaces the earlier one whole.
            case .putFinding:
                """
                INSERT INTO finding (film, match_decision, match_person, match_probability, match_weight,
                    match_evidence, matched_at, decided_person, picture_digest, pixel_digest, identity,
                    sop_uid, series_uid, study_uid, written, rival)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (film) DO UPDATE SET
                    match_person = IIF(excluded.match_decision IS NULL, match_person, excluded.match_person),
                    match_probability =
                        IIF(excluded.match_decision IS NULL, match_probability, excluded.match_probability),
                    match_weight = IIF(excluded.match_decision IS NULL, match_weight, excluded.match_weight),
                    match_decision = COALESCE(excluded.match_decision, match_decision),
                    match_evidence = COALESCE(excluded.match_evidence, match_evidence),
                    matched_at = COALESCE(excluded.matched_at, matched_at),
                    decided_person = COALESCE(excluded.decided_person, decided_person),
                    picture_digest = COALESCE(excluded.picture_digest, picture_digest),
                    pixel_digest = COALESCE(excluded.pixel_digest, pixel_digest),
                    identity = COALESCE(excluded.identity, identity),
                    sop_uid = COALESCE(excluded.sop_uid, sop_uid),
                    series_uid = COALESCE(excluded.series_uid, series_uid),
                    study_uid = COALESCE(excluded.study_uid, study_uid),
                    written = COALESCE(excluded.written, written), rival = COALESCE(excluded.rival, rival)
                """
            case .insertReady: "INSERT INTO ready VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            case .nextReady:
                """
                SELECT due_day, film, cost, attempt, rescues, rescued_at FROM ready
                WHERE trust = ? AND kind = ? AND lane = ? AND (due_day, film) > (?, ?)
                ORDER BY due_day, film LIMIT ?
                """
            // A run: films of one Trust, lane and day that lie one behind the other.
            case .leaseRun:
                """
                INSERT INTO lease SELECT film, trust, kind, lane, due_day, cost, attempt, rescues, rescued_at,
                    ?7, ?8, ?9
                FROM ready WHERE trust = ?1 AND kind = ?2 AND lane = ?3 AND due_day = ?4
                    AND film BETWEEN ?5 AND ?6
                """
            case .deleteReadyRun:
                """
                DELETE FROM ready WHERE trust = ? AND kind = ? AND lane = ? AND due_day = ?
                    AND film BETWEEN ? AND ?
                """
            case .filmsOfRun:
                """
                SELECT \(SQL.filmColumns), lease.kind = 'migrate' FROM lease
                CROSS JOIN film ON film.id = lease.film CROSS JOIN manifest ON manifest.film = lease.film
                LEFT JOIN finding ON finding.film = lease.film
                WHERE \(SQL.isOfRun) ORDER BY lease.film
                """
            case .deleteLease: "DELETE FROM lease WHERE film = ?"
            case .insertDelayed: "INSERT INTO delayed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            case .insertFilm:
                """
                INSERT INTO film (id, trust, batch, state, reason, reason_message, cost, due_day, history)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            case .insertManifest:
                """
                INSERT INTO manifest VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            case .filmByID: SQL.films + " WHERE film.id = ?"
            case .addToTrust:
                """
                INSERT INTO trust_count VALUES (?1, MAX(?2, 0), MAX(?3, 0), MAX(?4, 0), MAX(?5, 0), MAX(?6, 0),
                    MAX(?7, 0), MAX(?8, 0))
                ON CONFLICT (trust) DO UPDATE SET queued = queued + ?2, in_flight = in_flight + ?3,
                    held = held + ?4, rejected = rejected + ?5, duplicate = duplicate + ?6,
                    delivered = delivered + ?7, verified = verified + ?8
                """
            case .addToBatch:
                """
                INSERT INTO batch_count VALUES (?1, MAX(?2, 0), MAX(?3, 0), MAX(?4, 0), MAX(?5, 0), MAX(?6, 0),
                    MAX(?7, 0), MAX(?8, 0))
                ON CONFLICT (batch) DO UPDATE SET queued = queued + ?2, in_flight = in_flight + ?3,
                    held = held + ?4, rejected = rejected + ?5, duplicate = duplicate + ?6,
                    delivered = delivered + ?7, verified = verified + ?8
                """
            case .addFlow:
                """
                INSERT INTO flow (batch, day, state, films) VALUES (?, ?, ?, ?)
                ON CONFLICT (batch, state, day) DO UPDATE SET films = films + excluded.films
                """
            case .duplicatesBelow:
                """
                WITH RECURSIVE below (id, batch, again) AS (
                    SELECT film.id, film.batch, film.reason = 'DUP_EXACT' AND film.batch <> original.batch
                    FROM film JOIN film AS original ON original.id = film.duplicate_of
                    WHERE film.duplicate_of = ?1 AND film.state = 'duplicate'
                    UNION
                    SELECT film.id, film.batch, film.reason = 'DUP_EXACT' AND film.batch <> below.batch
                    FROM below JOIN film ON film.duplicate_of = below.id
                    WHERE film.state = 'duplicate')
                SELECT batch FROM below WHERE id <> ?1 AND NOT again
                """
            case .isWorker: "SELECT 1 FROM worker WHERE id = ?"
            case .putRecheck: "INSERT OR REPLACE INTO recheck (film, due_at) VALUES (?, ?)"
            case .askCommitment:
                "INSERT OR REPLACE INTO commitment (destination, film, due_at, tries) VALUES (?, ?, ?, 0)"
            }
        }
    }
}
