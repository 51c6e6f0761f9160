package import FilmModel
import GRDB
import Synchronization

extension SQLiteLedger {
    package func register(_ worker: WorkerIdentity, aliveUntil: Timestamp) async throws {
        try await write { db in
            try db.run(
                SQL.putWorker,
                [
                    "id": worker.id, "machine": worker.machine, "boot": worker.boot, "pid": worker.pid,
                    "started": worker.started, "alive_until": aliveUntil.milliseconds,
                ])
        }
    }

    package func heartbeat(_ worker: String, aliveUntil: Timestamp) async throws -> Bool {
        try await write { db in
            try db.run(SQL.heartbeat, ["id": worker, "alive_until": aliveUntil.milliseconds])
            return db.changesCount == 1
        }
    }

    package func workers() async throws -> [WorkerRecord] {
        try await read { db in
            try db.rows(SQL.workers).map { row in
                let worker = WorkerIdentity(
                    id: row["id"], machine: row["machine"], boot: row["boot"], pid: row["pid"],
                    started: row["started"])
                return WorkerRecord(
                    worker: worker, aliveUntil: Timestamp(milliseconds: row["alive_until"]),
                    films: row["films"])
            }
        }
    }

    package func dismiss(_ worker: String, _ dismissal: Dismissal, at: Timestamp) async throws -> Int {
        try await change(at: at) { change in
            let leases = try change.db.quick(SQL.leasesOfWorker).all(.text(worker)) { row in
                (place: try Place(&row), since: row.int(), epoch: row.int())
            }
            for (place, since, epoch) in leases {
                try change.giveBack(place, since: since, epoch: epoch, dismissal, worker: worker)
            }
            try change.db.run(SQL.deleteWorker, ["id": worker])
            return leases.count
        }
    }

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
            guard admission.room > 0 else { return [RawLease]() }
            let places = try self.pick(
                kind, from: admission.candidates, films: min(films, admission.room), bytes: bytes, change)
            return try self.lease(places, worker: worker, change)
        }
        return try claimed.map { try $0.lease() }
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

    /// Chooses films, fairly: Trusts in turn, their lanes in turn, and only then a row.
    private func pick(
        _ kind: WorkKind, from candidates: [FairShare.Candidate], films: Int, bytes: Int, _ change: Change
    ) throws -> [Place] {
        var picked: [Place] = []
        // The rows of a lane are read in lots; a lane of `pages` holds what was read and not yet taken.
        var pages: [String: ReadyPages] = [:]
        try shares.withLock { shares in
            var turn = shares[kind] ?? Turns()
            defer { shares[kind] = turn }
            try turn.trusts.pick(from: candidates, films: films, bytes: bytes) { trust in
                var share = turn.lanes[trust] ?? LaneShare()
                defer { turn.lanes[trust] = share }
                return try share.next { lane in
                    let place = try pages[trust, default: ReadyPages(trust, kind)].next(lane, change)
                    if let place { picked.append(place) }
                    return place?.cost
                }
            }
        }
        return picked
    }

    private func lease(_ places: [Place], worker: String, _ change: Change) throws -> [RawLease] {
        guard !places.isEmpty else { return [] }
        let epoch = try Self.bump("epoch", change.db)
        return try places.map { place in
            try change[.deleteReady].run(
                .text(place.trust), .text(place.kind.rawValue), .int(place.lane.rawValue), .int(place.dueDay),
                .int(place.film))
            guard change.db.changesCount == 1 else { throw Self.lostRow }
            try change[.insertLease].run(
                .int(place.film), .text(place.trust), .text(place.kind.rawValue), .int(place.lane.rawValue),
                .int(place.dueDay), .int(place.cost), .int(place.attempt), .int(place.rescues),
                .maybe(place.rescuedAt), .text(worker), .int(epoch), .int(change.at.milliseconds))
            guard let film = try self.rawFilm(place.film, change) else { throw Self.lostRow }
            if place.kind == .migrate {
                change.counts.move(
                    trust: place.trust, batch: film.film.batch.number, from: .queued, to: .inFlight)
            }
            return RawLease(film: film, place: place, worker: worker, epoch: epoch)
        }
    }

    private func rawFilm(_ film: Int64, _ change: Change) throws -> RawFilm? {
        try change[.filmByID].first(.int(film)) { row in
            try RawFilm(&row) { try self.batch($0, change.db) }
        }
    }

    package func stageDue(at: Timestamp) async throws -> Timestamp? {
        let (next, promoted) = try await read { db in
            (
                try Int64.fetchOne(db, sql: SQL.nextDue),
                try db.quick(SQL.counter).first(.text("promoted_day")) { $0.int() } ?? 0
            )
        }
        let lastUrgentDay = at.milliseconds / 86_400_000 + urgentDays
        guard next.map({ $0 <= at.milliseconds }) == true || promoted < lastUrgentDay else {
            return next.map(Timestamp.init(milliseconds:))
        }
        return try await change(at: at) { change in
            for place in try change.db.quick(SQL.due).all(.int(at.milliseconds), read: { try Place(&$0) }) {
                try change.db.run(SQL.deleteDelayed, ["film": place.film])
                try change.enqueue(change.renewed(place, try change.standing(place.film)))
            }
            try change.promote()
            return try Int64.fetchOne(change.db, sql: SQL.nextDue).map(Timestamp.init(milliseconds:))
        }
    }

    /// A row that this transaction counted on is gone: the group is rolled back, nothing is half done.
    static var lostRow: LedgerError {
        LedgerError(
            .broken, "a film was not in the place that its state demands",
            remedy: "run `filmmigrate doctor`; nothing was changed")
    }
}
