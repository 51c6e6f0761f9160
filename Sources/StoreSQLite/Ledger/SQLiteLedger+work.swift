package import FilmModel
import GRDB
package import MigrationQueue
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
            let leases = try change.leases(of: worker)
            for (place, since, epoch) in leases {
                try change.giveBack(place, since: since, epoch: epoch, dismissal, worker: worker)
            }
            try change.db.run(SQL.deleteWorker, ["id": worker])
            return leases.count
        }
    }

    package func stageDue(at: Timestamp) async throws -> Timestamp? {
        let (next, promoted) = try await read { db in
            (
                try Int64.fetchOne(db, sql: SQL.nextDue),
                try db.quick(SQL.counter).first(.text("promoted_day")) { $0.int() } ?? 0
            )
        }
        let lastUrgentDay = at.londonDayNumber + urgentDays
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
