package import FilmModel
import GRDB
package import MigrationQueue
import Synchronization

extension SQLiteLedger {
    package func claim(
        _ kind: WorkKind, films: Int, bytes: Int, worker: String, at: Timestamp
    ) async throws -> [Lease] {
        let claimed = try await change(at: at) { change in
            guard try change[.isWorker].first(.text(worker), read: { $0.int() }) != nil else {
                throw LedgerError(
                    .refused, "the ledger does not know this worker: its films are with others",
                    remedy: "run again")
            }
            let admission = try Admission(kind, change, self.closings(change.db))
            guard admission.room > 0 else { return (places: [Place](), epoch: Int64(0)) }
            let places = try self.pick(
                kind, from: admission.candidates, films: min(films, admission.room), bytes: bytes, change)
            return (places: places, epoch: try self.lease(places, worker: worker, change))
        }
        guard !claimed.places.isEmpty else { return [] }
        do {
            // The writer goes on meanwhile. A lease that an operator has fenced off since is not there any more.
            return try await read(unlimited: true) { db in
                try self.leases(claimed.places, worker: worker, claimed.epoch, db)
            }
        } catch {
            // Nobody carries these films: they go back, even where this task was cancelled.
            await Task { try? await self.handBack(claimed.epoch, of: worker, at: at) }.value
            throw error
        }
    }

    /// How many films a claim would choose now, without taking one: for measuring the choice alone.
    package func rehearse(_ kind: WorkKind, films: Int, at: Timestamp) async throws -> Int {
        try await change(at: at) { change in
            let admission = try Admission(kind, change, self.closings(change.db))
            return try self.pick(
                kind, from: admission.candidates, films: min(films, admission.room), bytes: .max, change
            ).count
        }
    }

    /// Chooses films, fairly: urgent ones first, then Trusts in turn, their lanes in turn, and only then a row.
    private func pick(
        _ kind: WorkKind, from candidates: [FairShare.Candidate], films: Int, bytes: Int, _ change: Change
    ) throws -> [Place] {
        var picked: [Place] = []
        let urgent = Set(try change.db.quick(SQL.trustsWithUrgent).all(.text(kind.rawValue)) { $0.text() })
        try shares.withLock { shares in
            // Taken out, so that it is not copied for being changed.
            var turn = shares.removeValue(forKey: kind) ?? Turns()
            var queues: [String: TrustQueue] = [:]
            defer {
                for queue in queues.values { turn.lanes[queue.trust] = queue.share }
                shares[kind] = turn
            }
            var latest: TrustQueue?
            try turn.trusts.pick(from: candidates, urgent: urgent, films: films, bytes: bytes) {
                [lanes = turn.lanes] trust, isUrgent in
                let queue: TrustQueue
                if let latest, latest.trust == trust {
                    queue = latest
                } else {
                    queue = queues[trust] ?? TrustQueue(trust, kind, lanes[trust] ?? LaneShare())
                    queues[trust] = queue
                    latest = queue
                }
                guard let place = isUrgent ? try queue.nextUrgent(change) : try queue.next(change) else {
                    return nil
                }
                picked.append(place)
                return place.cost
            }
        }
        return picked
    }

    /// Moves films into a worker's hands, run by run. Answers the number of the claim.
    private func lease(_ places: [Place], worker: String, _ change: Change) throws -> Int64 {
        guard !places.isEmpty else { return 0 }
        let epoch = try Self.bump("epoch", change.db)
        try Place.eachRun(of: places) { first, last, films in
            try change[.leaseRun].run(
                .text(first.trust), .text(first.kind.rawValue), .int(first.lane.rawValue), .int(first.dueDay),
                .int(first.film), .int(last), .text(worker), .int(epoch), .int(change.at.milliseconds))
            guard change.db.changesCount == films else { throw Self.lostRow }
            try change[.deleteReadyRun].run(
                .text(first.trust), .text(first.kind.rawValue), .int(first.lane.rawValue), .int(first.dueDay),
                .int(first.film), .int(last))
            guard change.db.changesCount == films else { throw Self.lostRow }
        }
        return epoch
    }

    /// Reads what was claimed, in the order of the choice.
    private func leases(_ places: [Place], worker: String, _ epoch: Int64, _ db: Database) throws -> [Lease] {
        var leases: [Lease] = []
        leases.reserveCapacity(places.count)
        var rest = places[...]
        try Place.eachRun(of: places) { first, last, _ in
            let films = try db.quick(HotSQL.filmsOfRun.sql).all(
                .int(first.film), .int(last), .int(epoch), .text(first.trust), .int(first.lane.rawValue),
                .int(first.dueDay)
            ) { row in try FilmRecord(&row) { try self.batch($0, db) } }
            for film in films {
                rest = rest.drop { $0.film != film.id.number }
                guard let place = rest.first else { throw Self.lostRow }
                leases.append(
                    Lease(
                        film: film, kind: place.kind, worker: worker, epoch: epoch, attempt: place.attempt,
                        rescues: place.rescues, lane: place.lane))
            }
        }
        return leases
    }

    private func handBack(_ epoch: Int64, of worker: String, at: Timestamp) async throws {
        try await change(at: at) { change in
            for lease in try change.leases(of: worker) where lease.epoch == epoch {
                try change.giveBack(
                    lease.place, since: lease.since, epoch: epoch, .handBack, worker: worker)
            }
        }
    }
}
