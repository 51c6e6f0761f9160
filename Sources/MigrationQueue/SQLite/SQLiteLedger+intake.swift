package import FilmModel
import Foundation
import GRDB

extension SQLiteLedger {
    package func batch(digest: String) async throws -> Intake? {
        try await read { db in
            try db.row(SQL.batchByDigest, ["digest": digest]).map {
                Intake(batch: try BatchRecord($0), receipt: $0["receipt"], isNew: false)
            }
        }
    }

    package func takeIn(
        _ delivery: Delivery, at: Timestamp, receipt: @Sendable (BatchRecord) throws -> String
    ) async throws -> Intake {
        try await write { db in
            if let row = try db.row(SQL.batchByDigest, ["digest": delivery.digest]) {
                return Intake(batch: try BatchRecord(row), receipt: row["receipt"], isNew: false)
            }
            guard
                try db.row(
                    SQL.batchByBureauNumber, ["bureau": delivery.bureau, "number": delivery.number]) == nil
            else {
                throw LedgerError(
                    .conflict, "another bag was taken in as batch \(delivery.number) of this bureau",
                    remedy: ReasonCode.batchConflict.remedy)
            }
            guard try db.row(SQL.trust, ["code": delivery.trust.code]) != nil else {
                throw LedgerError(
                    .unknownTrust, "the ledger knows no Trust \(delivery.trust)",
                    remedy: "add it with `filmmigrate trust add \(delivery.trust)`, then run again")
            }
            let batch = try self.insertBatch(delivery, at: at, db)
            var tallies = TallyChanges()
            for film in delivery.films { try self.insert(film, of: batch, at: at, &tallies, db) }
            try tallies.write(to: db)
            let text = try receipt(batch)
            try db.run(SQL.setReceipt, ["receipt": text, "id": batch.id.number])
            return Intake(batch: batch, receipt: text, isNew: true)
        }
    }

    private func insertBatch(_ delivery: Delivery, at: Timestamp, _ db: Database) throws -> BatchRecord {
        var name = delivery.number
        var copy = 1
        while try Bool.fetchOne(db.cachedStatement(sql: SQL.batchNameTaken), arguments: ["name": name])
            == true
        {
            copy += 1
            name = "\(delivery.number)~\(copy)"
        }
        let row = try db.row(
            SQL.insertBatch,
            [
                "name": name, "bureau": delivery.bureau, "number": delivery.number,
                "trust": delivery.trust.code, "digest": delivery.digest, "custody": delivery.custody,
                "at": at.milliseconds,
            ])
        guard let row else {
            throw LedgerError(.broken, "the ledger gave no batch number", remedy: "run `filmmigrate doctor`")
        }
        return BatchRecord(
            id: BatchID(row["id"]), name: name, bureau: delivery.bureau, number: delivery.number,
            trust: delivery.trust, digest: delivery.digest, custody: delivery.custody, takenInAt: at)
    }

    private func insert(
        _ film: Delivery.Film, of batch: BatchRecord, at: Timestamp, _ tallies: inout TallyChanges,
        _ db: Database
    ) throws {
        let state: FilmState = film.rejection == nil ? .queued : .rejected
        let row = try db.row(
            SQL.insertFilm,
            [
                "trust": batch.trust.code, "batch": batch.id.number, "row": film.row, "name": film.name,
                "film_id": film.description.filmID, "description": try JSONText.encode(film.description),
                "digest": film.sourceDigest, "cost": film.cost, "state": state.rawValue,
                "reason": film.rejection?.code.rawValue, "message": film.rejection?.message,
            ])
        guard let row else {
            throw LedgerError(.broken, "the ledger gave no film number", remedy: "run `filmmigrate doctor`")
        }
        let id: Int64 = row["id"]
        tallies.move(trust: batch.trust.code, cost: film.cost, from: nil, to: state)
        try log(
            FilmID(id), at: at, event: state == .queued ? "taken_in" : "reject",
            cause: film.rejection?.code.rawValue, actor: "intake", db)
        guard state == .queued else { return }
        let dueDay = urgentDueDay(film.description.urgentBy, at: at)
        let place = Place(
            trust: batch.trust.code, kind: .migrate,
            lane: dueDay == nil ? Place.Lane.normal : Place.Lane.urgent,
            dueDay: dueDay ?? 0, seq: try bump("seq", db), film: id, cost: film.cost)
        try db.run(SQL.insertReady, place.arguments)
    }

    /// Days since 1970 of the clinic date where it is near enough to be urgent, else nil.
    func urgentDueDay(_ date: PartialDate?, at now: Timestamp) -> Int64? {
        guard let date, date.isComplete, let moment = Timestamp(rfc3339: date.description) else { return nil }
        let day = moment.milliseconds / 86_400_000
        return day - now.milliseconds / 86_400_000 <= urgentDays ? day : nil
    }

    /// The next value of a ledger-wide counter.
    func bump(_ counter: String, by step: Int = 1, _ db: Database) throws -> Int64 {
        guard let row = try db.row(SQL.bump, ["name": counter, "by": step]) else {
            throw LedgerError(.broken, "the ledger has lost a counter", remedy: "run `filmmigrate doctor`")
        }
        return row["value"]
    }

    /// Adds a line to a film's history.
    func log(
        _ film: FilmID, at: Timestamp, event: String, cause: String?, actor: String, _ db: Database
    ) throws {
        try db.run(
            SQL.insertHistory,
            ["film": film.number, "at": at.milliseconds, "event": event, "cause": cause, "actor": actor])
    }
}
