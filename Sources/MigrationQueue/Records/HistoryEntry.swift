package import FilmModel

/// One change of a film's state, with its cause and who caused it. Append-only.
package struct HistoryEntry: Sendable, Hashable {
    package var at: Timestamp
    package var event: String
    package var cause: String?
    package var actor: String

    package init(at: Timestamp, event: String, cause: String?, actor: String) {
        self.at = at
        self.event = event
        self.cause = cause
        self.actor = actor
    }
}
