import MigrationQueue

extension SQLiteLedger.SQL {
    /// Whether a stopped film is of a Trust (?3) and of a batch (?4); null is any.
    private static let isOfGroup = """
        ((?3 IS NULL AND ?4 IS NULL) OR EXISTS (
            SELECT 1 FROM film WHERE film.id = stopped.film AND (?3 IS NULL OR film.trust = ?3)
                AND (?4 IS NULL OR film.batch = ?4)))
        """
    private static let causes = "reason, COUNT(*), MIN(since), MAX(since), MIN(film)"
    static let failures = """
        SELECT 'held', \(causes) FROM hold AS stopped WHERE \(isOfGroup) GROUP BY reason
        UNION ALL
        SELECT 'rejected', \(causes) FROM refusal AS stopped WHERE \(isOfGroup) GROUP BY reason
        UNION ALL
        SELECT 'retrying', \(causes) FROM delayed AS stopped WHERE \(isOfGroup) GROUP BY reason
        """
    private static let isCorrected = """
        EXISTS (SELECT 1 FROM finding WHERE finding.film = stopped.film AND correction IS NOT NULL)
        """
    /// Rejected by a person though an archive has it: why it was held before may be whose it is, which no group answers.
    private static let isLeftRefused = """
        (\(isCorrected) OR (reason = 'REJECTED_BY_OPERATOR'
            AND EXISTS (SELECT 1 FROM film WHERE film.id = stopped.film AND film.store IS NOT NULL)))
        """
    static let correctedAndHeld = """
        SELECT COUNT(*) FROM hold AS stopped
        WHERE reason = ?1 AND film > ?2 AND \(isOfGroup)
            AND (\(isCorrected) OR (kind = 'verify' AND ?5))
        """
    static let correctedAndRefused = """
        SELECT COUNT(*) FROM refusal AS stopped
        WHERE reason = ?1 AND film > ?2 AND \(isOfGroup) AND \(isLeftRefused)
        """
    /// Since when the last film of a cause is held (`hold`) or rejected (`refusal`).
    static func latestStopped(_ table: String) -> String {
        "SELECT MAX(since) FROM \(table) WHERE reason = ?"
    }
    /// The films of a cause behind a moment and a film, in the order of the index by cause: whatever the group's size, a
    /// page costs what it holds.
    static func stopped(_ table: String) -> String {
        """
        SELECT film, since FROM \(table) AS stopped
        WHERE reason = ?1 AND (since, film) > (?2, ?5) AND since <= ?6 AND \(isOfGroup)
            AND NOT \(table == "hold" ? isCorrected : isLeftRefused)
        ORDER BY since, film LIMIT ?7
        """
    }
    static let delayedBy = """
        SELECT film FROM delayed AS stopped
        WHERE reason = ?1 AND film > ?2 AND \(isOfGroup) ORDER BY film LIMIT ?5
        """
    static let filmReference = """
        SELECT batch.name || '/' || manifest.name FROM manifest JOIN batch ON batch.id = manifest.batch
        WHERE manifest.film = ?
        """
    static let filmsToCancel = """
        SELECT id FROM film WHERE id > ? AND id <= ? AND batch = ? AND state IN ('queued', 'held')
        ORDER BY id LIMIT ?
        """
}
