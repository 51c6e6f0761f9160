package import FilmModel
import GRDB

extension SQLiteLedger {
    package func release(
        _ film: FilmID, person: PersonID?, cause: String, actor: String, at: Timestamp
    ) async throws {
        try await write { db in
            let record = try self.film(film, db)
            guard record.state == .held, let hold = try db.row(SQL.hold, ["film": film.number]) else {
                throw Self.notHeld(record)
            }
            let kind = WorkKind(rawValue: hold["kind"]) ?? .migrate
            guard kind == .migrate || person == nil else {
                throw LedgerError(
                    .refused, "the film is in the archive already; its person can't be changed by a release",
                    remedy: "accept it without --person, or reject it and have it scanned again")
            }
            let place = try self.newPlace(record, kind, at: at, db)
            try db.run(SQL.deleteHold, ["film": film.number])
            try db.run(SQL.insertReady, place.arguments)
            if let person {
                try db.run(
                    SQL.setDecidedPerson, ["person": person.text, "at": at.milliseconds, "id": film.number])
            }
            var tallies = TallyChanges()
            try self.move(
                place, from: .held, kind == .migrate ? .release : .resume, at: at, cause: cause, actor: actor,
                &tallies, db)
            try tallies.write(to: db)
        }
    }

    package func reject(_ film: FilmID, reason: Reason, actor: String, at: Timestamp) async throws {
        try await write { db in
            let record = try self.film(film, db)
            guard record.state == .held else { throw Self.notHeld(record) }
            try db.run(SQL.deleteHold, ["film": film.number])
            let place = Place(
                trust: record.trust.code, kind: .migrate, lane: 0, dueDay: 0, seq: 0, film: film.number,
                cost: record.cost)
            var tallies = TallyChanges()
            try self.move(
                place, from: .held, .reject, reason: reason, at: at, cause: reason.message, actor: actor,
                &tallies, db)
            try self.releaseDuplicates(of: film.number, actor: actor, at: at, &tallies, db)
            try tallies.write(to: db)
        }
    }

    /// A place at the end of the film's lane: urgent where its clinic date is near.
    func newPlace(_ film: FilmRecord, _ kind: WorkKind, at: Timestamp, _ db: Database) throws -> Place {
        let dueDay = urgentDueDay(film.description.urgentBy, at: at)
        return Place(
            trust: film.trust.code, kind: kind, lane: dueDay == nil ? Place.Lane.normal : Place.Lane.urgent,
            dueDay: dueDay ?? 0, seq: try bump("seq", db), film: film.id.number, cost: film.cost)
    }

    private static func notHeld(_ film: FilmRecord) -> LedgerError {
        LedgerError(
            .refused, "film \(film.reference) is \(film.state.rawValue), not held",
            remedy: "see `filmmigrate review list` for the films that wait for a decision")
    }
}
