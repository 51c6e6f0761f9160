import FilmModel
import GRDB

extension SQLiteLedger {
    /// What must never return a row. Each answers the film or Trust that breaks the rule.
    enum Invariant {
        static let all: [(rule: String, sql: String)] = [
            (
                "the tally of a Trust differs from its films",
                """
                SELECT trust || ' ' || state FROM (
                    SELECT trust, state, COUNT(*) AS films, SUM(cost) AS cost FROM film GROUP BY trust, state
                    EXCEPT SELECT trust, state, films, cost FROM tally WHERE films > 0)
                UNION ALL
                SELECT trust || ' ' || state FROM (
                    SELECT trust, state, films, cost FROM tally WHERE films > 0
                    EXCEPT SELECT trust, state, COUNT(*), SUM(cost) FROM film GROUP BY trust, state)
                LIMIT 20
                """
            ),
            (
                "a film does not lie in the one place that its state demands",
                """
                SELECT film.id FROM film
                LEFT JOIN ready ON ready.film = film.id LEFT JOIN delayed ON delayed.film = film.id
                LEFT JOIN lease ON lease.film = film.id LEFT JOIN hold ON hold.film = film.id
                WHERE CASE state
                    WHEN 'queued' THEN COALESCE(ready.kind, delayed.kind) IS NOT 'migrate'
                        OR (ready.film IS NOT NULL) + (delayed.film IS NOT NULL) <> 1
                        OR lease.film IS NOT NULL OR hold.film IS NOT NULL
                    WHEN 'in_flight' THEN lease.kind IS NOT 'migrate' OR ready.film IS NOT NULL
                        OR delayed.film IS NOT NULL OR hold.film IS NOT NULL
                    WHEN 'held' THEN hold.film IS NULL OR ready.film IS NOT NULL
                        OR delayed.film IS NOT NULL OR lease.film IS NOT NULL
                    WHEN 'delivered' THEN COALESCE(ready.kind, delayed.kind, lease.kind) IS NOT 'verify'
                        OR (ready.film IS NOT NULL) + (delayed.film IS NOT NULL) + (lease.film IS NOT NULL) <> 1
                        OR hold.film IS NOT NULL
                    ELSE ready.film IS NOT NULL OR delayed.film IS NOT NULL OR lease.film IS NOT NULL
                        OR hold.film IS NOT NULL END
                LIMIT 20
                """
            ),
            (
                "a film has no history",
                """
                SELECT id FROM film WHERE NOT EXISTS (SELECT 1 FROM history WHERE history.film = film.id)
                LIMIT 20
                """
            ),
            (
                "a verified film has no equal read-back",
                """
                SELECT id FROM film WHERE state = 'verified' AND NOT EXISTS (
                    SELECT 1 FROM store WHERE store.film = film.id AND store.verified_at IS NOT NULL
                        AND store.sop_uid = film.sop_uid)
                LIMIT 20
                """
            ),
            (
                "two films have the same SOP Instance UID",
                """
                SELECT MIN(id) FROM film WHERE sop_uid IS NOT NULL GROUP BY sop_uid HAVING COUNT(*) > 1 LIMIT 20
                """
            ),
            (
                "the films verified by day differ from the verified films of the Trust",
                """
                SELECT code FROM trust
                WHERE COALESCE((SELECT SUM(films) FROM verified_day WHERE verified_day.trust = code), 0)
                    <> COALESCE((SELECT films FROM tally WHERE tally.trust = code AND state = 'verified'), 0)
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
                "a film's place differs from the film in its Trust or cost",
                """
                SELECT film.id FROM film JOIN (
                    SELECT film, trust, cost FROM ready UNION ALL SELECT film, trust, cost FROM delayed
                    UNION ALL SELECT film, trust, cost FROM lease) AS place ON place.film = film.id
                WHERE place.trust <> film.trust OR place.cost <> film.cost LIMIT 20
                """
            ),
        ]
    }

    package func breaches() async throws -> [String] {
        try await read { db in
            try Invariant.all.flatMap { invariant in
                try Row.fetchAll(db, sql: invariant.sql).map { row in
                    let place: DatabaseValue = row[0]
                    return "\(invariant.rule): \(place.storage.value.map { "\($0)" } ?? "?")"
                }
            }
        }
    }
}
