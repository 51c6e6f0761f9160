package import FilmModel

/// A worker as the ledger knows it.
package struct WorkerRecord: Sendable {
    package let worker: WorkerIdentity
    /// Until when it counts as alive; renewed by its heartbeat.
    package let aliveUntil: Timestamp
    /// Films that it has leased.
    package let films: Int

    package init(
        worker: WorkerIdentity, aliveUntil: Timestamp, films: Int
    ) {
        self.worker = worker
        self.aliveUntil = aliveUntil
        self.films = films
    }
}
