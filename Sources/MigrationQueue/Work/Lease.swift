import FilmModel

/// A worker's right to carry one film. The epoch fences it: a result under an older epoch is dropped.
/// One object, since it is handed on often and a film is large.
package final class Lease: Sendable {
    package let film: FilmRecord
    package let kind: WorkKind
    package let worker: String
    /// Ledger-wide claim number, never used again.
    package let epoch: Int64
    /// Charged attempts before this one.
    package let attempt: Int
    /// How often a worker died while holding the film.
    package let rescues: Int
    /// The lane that it was claimed from.
    package let lane: Lane

    package init(
        film: FilmRecord, kind: WorkKind, worker: String, epoch: Int64, attempt: Int, rescues: Int, lane: Lane
    ) {
        self.film = film
        self.kind = kind
        self.worker = worker
        self.epoch = epoch
        self.attempt = attempt
        self.rescues = rescues
        self.lane = lane
    }
}
