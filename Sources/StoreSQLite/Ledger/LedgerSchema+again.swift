import FilmModel
import GRDB
import MigrationQueue

extension LedgerSchema {
    /// The duplicates of films that are verified, since when, and whether each is the very scan of a film of another
    /// delivery. A duplicate may be another's original, so the way is followed.
    static let coveredNow = """
        covered (film, batch, again, since) AS (
            SELECT film.id, film.batch, film.reason = 'DUP_EXACT' AND film.batch <> original.batch,
                MAX(original.verified_at, history.at)
            FROM film JOIN film AS original ON original.id = film.duplicate_of
            JOIN history ON history.id = film.history
            WHERE film.duplicate_of IS NOT NULL AND film.state = 'duplicate' AND original.state = 'verified'
            UNION
            SELECT film.id, film.batch, film.reason = 'DUP_EXACT' AND film.batch <> covered.batch,
                MAX(covered.since, history.at)
            FROM covered JOIN film ON film.duplicate_of = covered.film AND film.state = 'duplicate'
            JOIN history ON history.id = film.history)
        """

    /// The very scans of films of another delivery, and since when they are duplicates.
    static let againNow = """
        SELECT film.batch AS batch, history.at AS since
        FROM film JOIN film AS original ON original.id = film.duplicate_of
        JOIN history ON history.id = film.history
        WHERE film.duplicate_of IS NOT NULL AND film.state = 'duplicate' AND film.reason = 'DUP_EXACT'
            AND film.batch <> original.batch
        """

    /// Version 14. The same scan in another delivery is no further sheet: it is no longer among the duplicates that are
    /// accounted for (`covered`), and is counted apart (`again`). Batches without such a scan keep their flow as it is.
    static func countAgain(_ db: Database) throws {
        let again = try db.rows(againNow)
        guard !again.isEmpty else { return }
        let batches = Set(again.map { $0["batch"] as Int64 })
        try add(again, as: "again", to: db)
        for batch in batches {
            try db.run("DELETE FROM flow WHERE batch = :batch AND state = 'covered'", ["batch": batch])
        }
        let covered = try db.rows(
            "WITH RECURSIVE \(coveredNow) SELECT batch, since FROM covered WHERE NOT again")
        try add(covered.filter { batches.contains($0["batch"]) }, as: "covered", to: db)
    }

    private static func add(_ rows: [Row], as state: String, to db: Database) throws {
        var films: [Int64: [String: Int]] = [:]
        for row in rows {
            let since: Int64 = row["since"]
            films[row["batch"], default: [:]][Timestamp(milliseconds: since).londonDay, default: 0] += 1
        }
        for (batch, days) in films {
            for (day, count) in days {
                try db.run(
                    "INSERT INTO flow (batch, day, state, films) VALUES (:batch, :day, :state, :films)",
                    ["batch": batch, "day": day, "state": state, "films": count])
            }
        }
    }
}
