package import FilmModel
import Foundation
import GRDB
package import MigrationQueue

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
        try await change(at: at) { change in
            let db = change.db
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
                    .unknownTrust, "there is no Trust \(delivery.trust)",
                    remedy: "add it with `filmmigrate trust add \(delivery.trust)`, then run again")
            }
            let batch = try self.insertBatch(delivery, at: at, db)
            let first = (try Int64.fetchOne(db, sql: SQL.lastFilm) ?? 0) + 1
            for (index, film) in delivery.films.enumerated() {
                try change.takeIn(film, as: first + Int64(index), of: batch)
            }
            let text = try receipt(batch)
            let last = delivery.films.isEmpty ? nil : first + Int64(delivery.films.count) - 1
            try db.run(
                SQL.closeBatch,
                [
                    "receipt": text, "id": batch.id.number, "first": last == nil ? nil : first, "last": last,
                ])
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

    /// The next value of a ledger-wide counter.
    static func bump(_ counter: String, _ db: Database) throws -> Int64 {
        guard let value = try db.quick(SQL.bump).first(.text(counter), read: { $0.int() }) else {
            throw LedgerError(.broken, "the ledger has lost a counter", remedy: "run `filmmigrate doctor`")
        }
        return value
    }
}

extension Change {
    /// Writes a film of a delivery: its row of the manifest, where it stands, and its place.
    fileprivate func takeIn(_ film: Delivery.Film, as id: Int64, of batch: BatchRecord) throws {
        let state: FilmState = film.rejection == nil ? .queued : .rejected
        let dueDay = film.description.urgentBy?.daysSince1970
        let history = try begin(
            id, event: state == .queued ? "taken_in" : "reject", cause: film.rejection?.code.rawValue,
            actor: "intake")
        try self[.insertFilm].run(
            .int(id), .text(batch.trust.code), .int(batch.id.number), .text(state.rawValue),
            .maybe(film.rejection?.code.rawValue), .maybe(film.rejection?.message), .int(film.cost),
            .maybe(dueDay), .int(history))
        try writeManifest(film, id, batch)
        counts.move(trust: batch.trust.code, batch: batch.id.number, from: nil, to: state)
        if let rejection = film.rejection {
            try db.run(
                SQLiteLedger.SQL.insertRefusal,
                [
                    "film": id, "reason": rejection.code.rawValue, "since": at.milliseconds,
                    "final": false,
                ])
            return
        }
        let isUrgent = dueDay.map { self.isUrgent($0) } ?? false
        try enqueue(
            Place(
                trust: batch.trust.code, kind: .migrate, lane: isUrgent ? .urgent : .normal,
                dueDay: isUrgent ? dueDay ?? 0 : 0, film: id, cost: film.cost))
    }

    private func writeManifest(_ film: Delivery.Film, _ id: Int64, _ batch: BatchRecord) throws {
        let row = film.description
        let label = row.label
        try self[.insertManifest].run(
            .int(id), .int(batch.id.number), .int(film.row), .text(film.name), .text(row.filmID),
            .text(row.image), .maybe(row.page), .text(film.sourceDigest), .maybe(row.jacketID),
            .maybe(row.examID), .maybe(row.examDate?.description), .maybe(row.modality), .maybe(row.bodyPart),
            .maybe(row.laterality?.rawValue), .maybe(row.viewPosition), .maybe(label.nhsNumber),
            .maybe(label.hospitalNumber), .maybe(label.familyName), .maybe(label.givenName),
            .maybe(label.birthDate), .maybe(label.sex), .maybe(label.postcode), .maybe(label.address),
            .maybe(label.town), .maybe(row.urgentBy?.description), .maybe(row.bitsStored),
            .maybe(row.pixelSpacing?.row), .maybe(row.pixelSpacing?.column), .maybe(row.scannerManufacturer),
            .maybe(row.scannerModel), .maybe(row.scannerSerial), .maybe(row.scannedAt), .text(film.sourceMark)
        )
    }
}

extension PartialDate {
    /// Days since 1970-01-01 of a complete date; nil for a partial one.
    var daysSince1970: Int64? {
        guard isComplete, let moment = Timestamp(rfc3339: description) else { return nil }
        return moment.milliseconds / 86_400_000
    }
}
