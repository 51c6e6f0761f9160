import FilmModel
import Logging
import MigrationQueue

extension Run {
    /// Says what the run is about to do.
    func tellBegin(_ archives: [String]) async throws {
        let counts = try await stores.ledger.tallies().values.reduce(StateCounts(), +)
        logger.notice(
            "the run begins",
            metadata: [
                "queued": "\(counts[.queued] + counts[.inFlight])", "to_verify": "\(counts[.delivered])",
                "archives": "\(archives.joined(separator: ", "))", "lanes": "\(workspace.settings.lanes)",
            ])
    }

    /// Says what the run has done.
    func tellEnd(_ summary: Summary, after duration: Duration) {
        let seconds = duration / .seconds(1)
        var metadata: Logger.Metadata = [
            "end": "\(summary.endWord)", "seconds": "\(Int(seconds.rounded()))",
            "waiting": "\(summary.waiting)",
        ]
        for word in Summary.words { metadata[word] = "\(summary.outcomes[word] ?? 0)" }
        // Below a minute it would be a guess.
        if let verified = summary.outcomes["verified"], seconds >= 60 {
            metadata["films_per_hour"] = "\(Int((Double(verified) / seconds * 3600).rounded()))"
        }
        logger.notice("the run has ended", metadata: metadata)
    }
}
