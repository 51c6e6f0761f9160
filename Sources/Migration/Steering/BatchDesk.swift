import FilmModel
package import MigrationQueue

/// Steers whole batches.
package struct BatchDesk: Sendable {
    private let ledger: any Ledger
    private let actor: Actor

    package init(_ stores: Stores, actor: Actor) {
        ledger = stores.ledger
        self.actor = actor
    }

    /// Claims nothing more of a batch, or lets it go on.
    package func pause(_ name: String, _ paused: Bool) async throws -> BatchRecord {
        let record = try await allowed(name)
        // Films of a cancelled batch that were taken back are carried like any other.
        let counts = try await ledger.batches().first { $0.batch.id == record.id }?.counts
        let goesOn = [FilmState.queued, .inFlight, .held, .delivered].contains { (counts?[$0] ?? 0) > 0 }
        guard record.cancelledAt == nil || goesOn else {
            throw WorkspaceError.notFound(
                "batch \(record.name) was cancelled", remedy: "single films are taken back with `film retry`")
        }
        try await ledger.pause(record.id, paused, at: .now())
        return record
    }

    /// Puts a batch's films into the urgent lane, as if their clinic were today; says how many came there.
    package func hurry(_ name: String) async throws -> (batch: BatchRecord, moved: Int) {
        let record = try await allowed(name)
        let films = try await ledger.filmIDs(of: record.id)
        let now = Timestamp.now()
        return (record, try await ledger.ask(for: films, by: now, actor: actor.name, at: now))
    }

    /// Gives a batch up: its films that are queued or held are rejected.
    package func cancel(_ name: String, reason: String?) async throws -> (batch: BatchRecord, Cancelled) {
        let record = try await allowed(name)
        return (
            record,
            try await ledger.cancel(record.id, reason: reason?.nonEmpty, actor: actor.name, at: .now())
        )
    }

    private func allowed(_ name: String) async throws -> BatchRecord {
        let record = try await ledger.batch(named: name)
        try actor.require(.operator, trust: record.trust)
        return record
    }
}
