import FilmModel
import GRDB
import MigrationQueue

/// Films by batch, day and state, kept beside the history by every transaction (`CountChanges`), so that a
/// report of any past day reads thousands of rows and not the history of ten million films. The history stays
/// the truth; what a ledger of version 1 had is counted from it once.
enum FlowSchema {
    /// Makes the table from version 1's history, where a trigger has not kept it already; the trigger goes.
    static func prepare(_ db: Database) throws {
        if try !db.tableExists("flow") { try db.execute(sql: first) }
        try db.execute(sql: "DROP TRIGGER IF EXISTS flow_follows_history; DROP VIEW IF EXISTS film_move")
    }

    /// The state that an event of the history leads to. A film that a person rejects after a hold is rejected
    /// for good (`final`); one that intake or a worker rejects is scanned again.
    private static let stateOfEvent = """
        CASE event WHEN 'taken_in' THEN 'queued' WHEN 'hand_back' THEN 'queued' WHEN 'release' THEN 'queued'
            WHEN 'claim' THEN 'in_flight' WHEN 'deliver' THEN 'delivered' WHEN 'resume' THEN 'delivered'
            WHEN 'verify' THEN 'verified' WHEN 'hold' THEN 'held' WHEN 'duplicate' THEN 'duplicate'
            WHEN 'reject' THEN IIF(earlier = 'hold', 'final', 'rejected') END
        """

    /// Events that move a film; the others only tell of it.
    private static let moves = """
        ('taken_in', 'hand_back', 'release', 'claim', 'deliver', 'resume', 'verify', 'hold', 'duplicate',
         'reject')
        """

    private static let first = """
        CREATE TABLE flow (
            batch INTEGER NOT NULL REFERENCES batch (id), day TEXT NOT NULL, state TEXT NOT NULL,
            films INTEGER NOT NULL, PRIMARY KEY (batch, state, day)
        ) STRICT, WITHOUT ROWID;

        -- Each moving event with the one before it, and the one before that, of the same film.
        CREATE VIEW film_move AS
            SELECT id, film, at, event,
                   LAG(event) OVER way AS earlier, LAG(event, 2) OVER way AS before_earlier
            FROM history WHERE event IN \(moves) WINDOW way AS (PARTITION BY film ORDER BY id);

        INSERT INTO flow (batch, day, state, films)
            SELECT batch, day, state, SUM(change) FROM (
                SELECT film.batch, date(at / 1000, 'unixepoch') AS day, \(stateOfEvent) AS state, 1 AS change
                FROM film_move JOIN film ON film.id = film_move.film
                UNION ALL
                SELECT film.batch, date(gone.at / 1000, 'unixepoch'), gone.state, -1 FROM (
                    SELECT film, at, \(stateOfEvent) AS state
                    FROM (SELECT film, at, earlier AS event, before_earlier AS earlier FROM film_move)
                ) AS gone JOIN film ON film.id = gone.film WHERE gone.state IS NOT NULL
            ) AS changes GROUP BY batch, day, state;
        """
}
