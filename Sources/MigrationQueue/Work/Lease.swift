import FilmModel

/// A worker's right to carry one film. The epoch fences it: a result under an older epoch is dropped.
package struct Lease: Sendable {
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
}
