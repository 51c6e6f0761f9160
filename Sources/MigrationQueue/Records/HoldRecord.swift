package import FilmModel

/// A film that waits for a person.
package struct HoldRecord: Sendable {
    package var film: FilmRecord
    package var reason: Reason
    package var since: Timestamp
    /// What the film was being carried for: a hold on `verify` returns to `delivered`.
    package var kind: WorkKind
    /// Whether something that the ledger keeps of its match or its instance can't be read; the film is without it.
    package var isBroken: Bool

    package init(
        film: FilmRecord, reason: Reason, since: Timestamp, kind: WorkKind, isBroken: Bool = false
    ) {
        self.film = film
        self.reason = reason
        self.since = since
        self.kind = kind
        self.isBroken = isBroken
    }
}
