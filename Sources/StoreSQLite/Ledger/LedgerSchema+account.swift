import FilmModel
import GRDB
import MigrationQueue

extension LedgerSchema {
    /// Version 9. Reports count a duplicate only while the film that it is a duplicate of is verified (`covered`), and the
    /// flow gets what is so already: from the later of the day on which the one was verified and the other was set
    /// aside. A duplicate may be another's original, so the way is followed.
    static func accountFor(_ db: Database) throws {
        let rows = try db.rows(
            """
            WITH RECURSIVE covered (film, batch, since) AS (
                SELECT film.id, film.batch, MAX(original.verified_at, history.at)
                FROM film JOIN film AS original ON original.id = film.duplicate_of
                JOIN history ON history.id = film.history
                WHERE film.duplicate_of IS NOT NULL AND film.state = 'duplicate' AND original.state = 'verified'
                UNION
                SELECT film.id, film.batch, MAX(covered.since, history.at)
                FROM covered JOIN film ON film.duplicate_of = covered.film AND film.state = 'duplicate'
                JOIN history ON history.id = film.history)
            SELECT batch, since FROM covered
            """)
        var films: [Int64: [String: Int]] = [:]
        for row in rows {
            let since: Int64 = row["since"]
            films[row["batch"], default: [:]][Timestamp(milliseconds: since).londonDay, default: 0] += 1
        }
        for (batch, days) in films {
            for (day, count) in days {
                try db.run(
                    "INSERT INTO flow (batch, day, state, films) VALUES (:batch, :day, 'covered', :films)",
                    ["batch": batch, "day": day, "films": count])
            }
        }
    }
}
