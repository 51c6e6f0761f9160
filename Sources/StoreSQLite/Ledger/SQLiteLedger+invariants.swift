import FilmModel
import GRDB
import MigrationQueue

extension SQLiteLedger {
    /// What must never return a row. Each answers the film, batch or Trust that breaks the rule.
    enum Invariant {
        private static let states = "queued, in_flight, held, rejected, duplicate, delivered, verified"
        private static let counted = """
            SUM(state = 'queued'), 0, SUM(state = 'held'), SUM(state = 'rejected'),
            SUM(state = 'duplicate'), SUM(state = 'delivered'), SUM(state = 'verified') FROM film
            """

        /// Both ways, since a counter may be too many or missing.
        private static func differs(_ table: String, _ key: String) -> String {
            let kept = """
                SELECT \(key), \(states) FROM \(table)
                WHERE queued + in_flight + held + rejected + duplicate + delivered + verified > 0
                """
            let found = "SELECT \(key), \(counted) GROUP BY \(key)"
            return """
                SELECT \(key) FROM (\(found) EXCEPT \(kept)) UNION
                SELECT \(key) FROM (\(kept) EXCEPT \(found)) LIMIT 20
                """
        }

        static let batch = "the counters of a batch differ from its films"
        static let all: [(rule: String, sql: String)] = [
            ("the counters of a Trust differ from its films", differs("trust_count", "trust")),
            (batch, differs("batch_count", "batch")),
            (
                "a film does not lie in the one place that its state demands",
                """
                WITH place (film, kind, name) AS (
                    SELECT film, kind, 'ready' FROM ready UNION ALL SELECT film, kind, 'delayed' FROM delayed
                    UNION ALL SELECT film, kind, 'lease' FROM lease
                    UNION ALL SELECT film, kind, 'hold' FROM hold
                    UNION ALL SELECT film, '', 'refusal' FROM refusal),
                lying (film, places, kind, name) AS (
                    SELECT film, COUNT(*), MAX(kind), MAX(name) FROM place GROUP BY film)
                SELECT film.id FROM film LEFT JOIN lying ON lying.film = film.id
                WHERE CASE state
                    WHEN 'queued' THEN places IS NOT 1 OR kind <> 'migrate'
                        OR name NOT IN ('ready', 'delayed', 'lease')
                    WHEN 'held' THEN places IS NOT 1 OR name <> 'hold'
                    WHEN 'rejected' THEN places IS NOT 1 OR name <> 'refusal'
                    WHEN 'delivered' THEN places IS NOT 1 OR kind <> 'verify'
                        OR name NOT IN ('ready', 'delayed', 'lease')
                    ELSE places IS NOT NULL END
                UNION ALL SELECT film FROM lying WHERE film NOT IN (SELECT id FROM film)
                LIMIT 20
                """
            ),
            (
                "a film whose correction stands goes on",
                """
                SELECT film FROM finding JOIN film ON film.id = finding.film
                WHERE correction IS NOT NULL AND state NOT IN ('held', 'rejected') LIMIT 20
                """
            ),
            (
                "a film has no row of its manifest",
                """
                SELECT id FROM film LEFT JOIN manifest ON manifest.film = film.id
                WHERE manifest.batch IS NOT film.batch LIMIT 20
                """
            ),
            (
                "a film has no history",
                """
                SELECT film.id FROM film LEFT JOIN history ON history.id = film.history
                WHERE history.film IS NOT film.id LIMIT 20
                """
            ),
            (
                "a film's history is broken",
                """
                SELECT history.film FROM history LEFT JOIN history AS earlier ON earlier.id = history.previous
                WHERE history.previous IS NOT NULL
                    AND (earlier.film IS NOT history.film OR earlier.id >= history.id)
                UNION ALL
                SELECT film FROM history GROUP BY film HAVING SUM(previous IS NULL) <> 1 LIMIT 20
                """
            ),
            (
                "what archives said of a film is broken",
                """
                SELECT store.film FROM store LEFT JOIN store AS earlier ON earlier.id = store.previous
                WHERE store.previous IS NOT NULL AND (earlier.film IS NOT store.film OR earlier.id >= store.id)
                UNION ALL
                SELECT film.id FROM film JOIN store ON store.id = film.store WHERE store.film <> film.id
                LIMIT 20
                """
            ),
            (
                "a film is in an archive without its instance",
                """
                SELECT film.id FROM film LEFT JOIN finding ON finding.film = film.id
                WHERE state IN ('delivered', 'verified')
                    AND (sop_uid IS NULL OR pixel_digest IS NULL OR match_person IS NULL) LIMIT 20
                """
            ),
            (
                "a verified film has no equal read-back",
                """
                SELECT film.id FROM film JOIN finding ON finding.film = film.id
                WHERE state = 'verified' AND (film.id, sop_uid) NOT IN (
                    SELECT film, sop_uid FROM store WHERE verified_at IS NOT NULL) LIMIT 20
                """
            ),
            (
                "two films have the same SOP Instance UID",
                """
                SELECT MIN(film) FROM finding WHERE sop_uid IS NOT NULL GROUP BY sop_uid HAVING COUNT(*) > 1
                LIMIT 20
                """
            ),
            (
                "the films verified by day differ from the verified films of the Trust",
                """
                SELECT code FROM trust
                WHERE COALESCE((SELECT SUM(films) FROM verified_day WHERE verified_day.trust = code), 0)
                    <> COALESCE((SELECT verified FROM trust_count WHERE trust = code), 0)
                LIMIT 20
                """
            ),
            (
                "a duplicate's original was rejected",
                """
                SELECT film.id FROM film JOIN film AS original ON original.id = film.duplicate_of
                WHERE film.state = 'duplicate' AND original.state = 'rejected' LIMIT 20
                """
            ),
            (
                "the duplicates of verified films by day differ from those of the batch",
                """
                WITH RECURSIVE \(LedgerSchema.coveredNow)
                SELECT (SELECT MIN(id) FROM film WHERE film.batch = sums.batch) FROM (
                    SELECT batch, SUM(films) AS films FROM (
                        SELECT batch, films FROM flow WHERE state = 'covered'
                        UNION ALL SELECT batch, -1 FROM covered WHERE NOT again) GROUP BY batch) AS sums
                WHERE sums.films <> 0 LIMIT 20
                """
            ),
            (
                "the scans delivered again by day differ from those of the batch",
                """
                SELECT (SELECT MIN(id) FROM film WHERE film.batch = sums.batch) FROM (
                    SELECT batch, SUM(films) AS films FROM (
                        SELECT batch, films FROM flow WHERE state = 'again'
                        UNION ALL SELECT batch, -1 FROM (\(LedgerSchema.againNow))) GROUP BY batch) AS sums
                WHERE sums.films <> 0 LIMIT 20
                """
            ),
            (
                "the remarks counted in a batch differ from those on its films",
                """
                SELECT (SELECT MIN(id) FROM film WHERE film.batch = differing.batch) FROM (
                    SELECT batch, code, SUM(films) FROM (
                        SELECT batch, code, films FROM remark_count UNION ALL
                        SELECT film.batch, code, -COUNT(DISTINCT film.id) FROM remark
                        JOIN film ON film.id = remark.film GROUP BY film.batch, code)
                    GROUP BY batch, code HAVING SUM(films) <> 0) AS differing
                LIMIT 20
                """
            ),
            (
                "a film's place differs from the film in its Trust or cost",
                """
                SELECT film.id FROM film JOIN (
                    SELECT film, trust, cost FROM ready UNION ALL SELECT film, trust, cost FROM delayed
                    UNION ALL SELECT film, trust, cost FROM lease) AS place ON place.film = film.id
                WHERE place.trust <> film.trust OR place.cost <> film.cost LIMIT 20
                """
            ),
            (
                "a film is leased by a worker that the ledger does not know",
                "SELECT film FROM lease WHERE worker NOT IN (SELECT id FROM worker) LIMIT 20"
            ),
            (
                "a film of a paused batch can be claimed, or one of another can't",
                """
                SELECT ready.film FROM ready JOIN film ON film.id = ready.film
                JOIN batch ON batch.id = film.batch WHERE (lane >= 10) <> paused LIMIT 20
                """
            ),
        ]
    }

    package func breaches() async throws -> [String] {
        try await read(unlimited: true) { db in
            try Invariant.all.flatMap { invariant in
                try Row.fetchAll(db, sql: invariant.sql).map { row in
                    "\(invariant.rule): \(try Self.name(row[0], isBatch: invariant.rule == Invariant.batch, db))"
                }
            }
        }
    }

    /// What commands call a film or a batch, with the film's number; a Trust's code as it is.
    private static func name(_ subject: DatabaseValue, isBatch: Bool, _ db: Database) throws -> String {
        guard case .int64(let number) = subject.storage else {
            return String.fromDatabaseValue(subject) ?? "?"
        }
        if isBatch { return try db.row(SQL.batchByID, ["id": number]).map { $0["name"] } ?? "#\(number)" }
        let reference = try db.quick(SQL.filmReference).first(.int(number)) { $0.text() }
        return reference.map { "\($0) (#\(number))" } ?? "#\(number)"
    }
}
