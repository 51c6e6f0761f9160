import MigrationQueue

extension LedgerSchema {
    /// Version 4. The counters say what films' rows say, so a film in flight is among the queued, and its lease
    /// tells the difference: a claim writes no counter. The flow has a claim once the lease ends.
    static let fourth = """
        UPDATE trust_count SET queued = queued + in_flight, in_flight = 0;
        UPDATE batch_count SET queued = queued + in_flight, in_flight = 0;
        INSERT INTO flow (batch, day, state, films)
            SELECT film.batch, date(since / 1000, 'unixepoch'), 'queued', COUNT(*)
            FROM lease JOIN film ON film.id = lease.film WHERE kind = 'migrate' GROUP BY 1, 2
            ON CONFLICT (batch, state, day) DO UPDATE SET films = films + excluded.films;
        INSERT INTO flow (batch, day, state, films)
            SELECT film.batch, date(since / 1000, 'unixepoch'), 'in_flight', -COUNT(*)
            FROM lease JOIN film ON film.id = lease.film WHERE kind = 'migrate' GROUP BY 1, 2
            ON CONFLICT (batch, state, day) DO UPDATE SET films = films + excluded.films;
        """
}
