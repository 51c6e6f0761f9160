package import FilmModel

/// A worker as the ledger knows it.
package struct WorkerRecord: Sendable {
    package let worker: WorkerIdentity
    /// Until when it counts as alive; renewed by its heartbeat.
    package let aliveUntil: Timestamp
    /// Films that it has leased.
    package let films: Int
}
