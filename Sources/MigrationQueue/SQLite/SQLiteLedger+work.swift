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

    package func workers() async throws -> [(worker: WorkerIdentity, aliveUntil: Timestamp)] {
        try await read { db in
            try db.rows(SQL.workers).map { row in
                let worker = WorkerIdentity(
                    id: row["id"], machine: row["machine"], boot: row["boot"], pid: row["pid"],
                    started: row["started"])
                return (worker, Timestamp(milliseconds: row["alive_until"]))
            }
        }
    }

    package func dismiss(_ worker: String, rescue: Bool, at: Timestamp) async throws -> Int {
        try await write { db in
            let leases = try db.rows(SQL.leasesOfWorker, ["worker": worker])
            var tallies = TallyChanges()
            for row in leases {
                var place = try Place(row)
                if rescue { place.rescues += 1 }
                try db.run(SQL.deleteLease, ["film": place.film, "epoch": row["epoch"] as Int64])
                try db.run(SQL.insertReady, place.arguments)
                if place.kind == .migrate {
                    try self.move(
                        place, from: .inFlight, .handBack, at: at, cause: rescue ? "rescue" : "hand_back",
                        actor: worker, &tallies, db)
                }
            }
            try tallies.write(to: db)
            try db.run(SQL.deleteWorker, ["id": worker])
            return leases.count
        }
    }

    package func claim(
        _ kind: WorkKind, films: Int, bytes: Int, worker: String, at: Timestamp
    ) async throws -> [Lease] {
        try await write { db in
            let candidates = try db.rows(SQL.trustsWithWork, ["kind": kind.rawValue]).map { row in
                let limit: Int? = row["max_in_flight"]
                let inFlight: Int = row["in_flight"]
                return FairShare.Candidate(
                    trust: row["code"], weight: row["weight"],
                    room: kind == .migrate ? max(0, (limit ?? .max) - inFlight) : .max)
            }
            guard !candidates.isEmpty else { return [] }
            var picked: [Place] = []
            // The rows of one Trust are read in lots; `pages` holds what was read and not yet taken.
            var pages: [String: (rows: ArraySlice<Place>, read: Int)] = [:]
            try self.share.withLock { shares in
                try shares[kind, default: FairShare()].pick(from: candidates, films: films, bytes: bytes) {
                    trust in
                    var page = pages[trust] ?? ([], 0)
                    if page.rows.isEmpty {
                        let rows = try db.rows(
                            SQL.nextReady,
                            ["trust": trust, "kind": kind.rawValue, "limit": 16, "offset": page.read])
                        page = (ArraySlice(try rows.map(Place.init)), page.read + rows.count)
                    }
                    let place = page.rows.popFirst()
                    pages[trust] = page
                    if let place { picked.append(place) }
                    return place?.cost
                }
            }
            return try self.lease(picked, worker: worker, at: at, db)
        }
    }

    private func lease(_ places: [Place], worker: String, at: Timestamp, _ db: Database) throws -> [Lease] {
        guard !places.isEmpty else { return [] }
        let epoch = try bump("epoch", db)
        var tallies = TallyChanges()
        var leases: [Lease] = []
        for place in places {
            try db.run(SQL.deleteReady, place.arguments)
            guard db.changesCount == 1 else { throw Self.lostRow }
            try db.run(
                SQL.insertLease,
                place.arguments(adding: ["worker": worker, "epoch": epoch, "since": at.milliseconds]))
            if place.kind == .migrate {
                try move(
                    place, from: .queued, .claim, at: at, cause: nil, actor: worker, &tallies, db)
            }
            leases.append(
                Lease(
                    film: try film(FilmID(place.film), db), kind: place.kind, worker: worker, epoch: epoch,
                    attempt: place.attempt, rescues: place.rescues))
        }
        try tallies.write(to: db)
        return leases
    }

    package func stageDue(at: Timestamp) async throws -> Timestamp? {
        let next = try await read { db in try Int64.fetchOne(db, sql: SQL.nextDue) }
        guard let next else { return nil }
        guard next <= at.milliseconds else { return Timestamp(milliseconds: next) }
        return try await write { db in
            for row in try db.rows(SQL.dueRows, ["now": at.milliseconds]) {
                let place = try Place(row)
                try db.run(SQL.deleteDelayed, ["due_at": row["due_at"] as Int64, "film": place.film])
                try db.run(SQL.insertReady, place.arguments)
            }
            return try Int64.fetchOne(db, sql: SQL.nextDue).map(Timestamp.init(milliseconds:))
        }
    }

    /// Changes a film's state by an event, with the tally and the history, or throws.
    func move(
        _ place: Place, from: FilmState, _ event: FilmEvent, reason: Reason? = nil, at: Timestamp,
        cause: String?, actor: String, _ tallies: inout TallyChanges, _ db: Database
    ) throws {
        guard let to = from.after(event) else {
            throw LedgerError(
                .refused, "a film that is \(from.rawValue) takes no \(event.rawValue)",
                remedy: "see its state with `filmmigrate film show FILM`")
        }
        try db.run(
            SQL.moveFilm,
            [
                "id": place.film, "from": from.rawValue, "to": to.rawValue, "reason": reason?.code.rawValue,
                "message": reason?.message, "at": at.milliseconds,
            ])
        guard db.changesCount == 1 else { throw Self.lostRow }
        tallies.move(trust: place.trust, cost: place.cost, from: from, to: to)
        try log(FilmID(place.film), at: at, event: event.rawValue, cause: cause, actor: actor, db)
    }

    /// A row that this transaction counted on is gone: the group is rolled back, nothing is half done.
    static var lostRow: LedgerError {
        LedgerError(
            .broken, "a film was not in the place that its state demands",
            remedy: "run `filmmigrate doctor`; nothing was changed")
    }
}
