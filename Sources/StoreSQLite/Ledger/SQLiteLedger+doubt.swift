package import FilmModel
import Foundation
import GRDB
package import MigrationQueue

extension SQLiteLedger {
    /// Films that are one of these persons', by a person's word or the matcher's, in the order of their numbers.
    package func films(of persons: Set<PersonID>) async throws -> [FilmRecord] {
        let list = String(decoding: try JSONEncoder().encode(persons.map(\.text).sorted()), as: UTF8.self)
        return try await read(unlimited: true) { db in
            try db.quick(SQL.filmsOfPersons).all(.text(list)) { FilmID($0.int()) }
                .map { try self.film($0, db) }
        }
    }

    /// Stops a film of which nobody knows any more whose it is, wherever it stands: one in flight too, and one that is held
    /// for something else is held for this from now on. A duplicate is judged anew, or held where a person has decided on
    /// it. A rejected one stays so, and is held for this where it comes back. Answers whether it is held for this by now.
    @discardableResult
    package func doubt(
        _ film: FilmID, _ reason: Reason, actor: String, at: Timestamp
    ) async throws -> Bool {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            if standing.state == .duplicate {
                try change.releaseDuplicate(&standing, cause: reason.message, actor: actor)
                guard try self.film(film, change.db).facts.decidedPerson != nil else { return false }
            }
            if standing.state == .rejected {
                try change.doubtRejected(&standing, reason, actor: actor)
                return false
            }
            return try change.doubt(&standing, reason, actor: actor)
        }
    }

    /// A held film that archives have stays the person's, but under another number than it was sent with: it is proved as
    /// what the person's instances say now.
    package func renumber(_ film: FilmID, of person: PersonID, cause: String, actor: String, at: Timestamp)
        async throws
    {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            guard let kind = try change.holdKind(standing), kind == .verify else {
                throw try self.refusal(film, change, "not held in an archive")
            }
            try self.refuseCorrected(standing, change)
            try change.db.run(SQL.putCorrection, ["film": film.number, "person": person.text])
            try change.db.run(SQL.makeCorrection, ["film": film.number, "at": at.milliseconds])
            try change.release(&standing, kind, cause: cause, actor: actor)
        }
    }

    /// Notes whose a film is, where an archive has it as that person's already.
    package func name(_ film: FilmID, as person: PersonID, cause: String, actor: String, at: Timestamp)
        async throws
    {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            try change.log("named", of: &standing, cause: cause, actor: actor)
            try change.db.run(SQL.nameFilm, ["film": film.number, "person": person.text])
        }
    }
}

extension Change {
    /// Notes that nobody knows any more whose a rejected film is.
    fileprivate func doubtRejected(_ film: inout Standing, _ reason: Reason, actor: String) throws {
        try log("doubt", of: &film, cause: reason.message, actor: actor)
        try db.run(
            SQLiteLedger.SQL.doubtRefusal,
            ["film": film.film, "reason": reason.code.rawValue, "message": reason.message])
    }

    /// Why nobody knows any more whose a rejected film is; nil where nothing was found against it meanwhile.
    func doubt(ofRejected film: Standing) throws -> Reason? {
        try db.quick(SQLiteLedger.SQL.doubtOfRefusal).first(.int(film.film)) { row in
            let code = row.maybeText().flatMap(ReasonCode.init(rawValue:))
            let message = row.maybeText()
            return code.map { Reason($0, message) }
        } ?? nil
    }

    /// Holds a film again that has just come back to the queue. What an archive has is still to be proved.
    func holdAgain(_ film: inout Standing, _ reason: Reason, cause: String, actor: String) throws {
        guard try withdraw(film, .migrate) != nil else { throw SQLiteLedger.lostRow }
        try apply(.hold, to: &film, from: .queued, reason: reason, cause: cause, actor: actor)
        try hold(film, film.store == nil ? .migrate : .verify, reason)
    }

    /// Holds a film for its identity: one that can be stopped, or that waits for something else. Whatever it waited for:
    /// whose it is comes first.
    func doubt(_ film: inout Standing, _ reason: Reason, actor: String) throws -> Bool {
        if try stop(&film, reason, actor: actor, isFencing: true) { return true }
        guard film.state == .held, reason.code.isOfIdentity, !(film.reason?.isOfIdentity ?? false) else {
            return false
        }
        try log("hold", of: &film, cause: reason.message, actor: actor)
        try db.run(
            SQLiteLedger.SQL.restateFilm,
            ["film": film.film, "reason": reason.code.rawValue, "message": reason.message])
        try db.run(SQLiteLedger.SQL.restateHold, ["film": film.film, "reason": reason.code.rawValue])
        return true
    }
}

extension SQLiteLedger.SQL {
    static let filmsOfPersons = """
        SELECT film.id FROM finding JOIN film ON film.id = finding.film
        WHERE COALESCE(decided_person, match_person) IN (SELECT value FROM json_each(?)) ORDER BY film.id
        """
    static let doubtRefusal =
        "UPDATE refusal SET doubt = :reason, doubt_message = :message WHERE film = :film"
    static let doubtOfRefusal = "SELECT doubt, doubt_message FROM refusal WHERE film = ?"
    static let raiseGeneration = "UPDATE film SET generation = generation + 1 WHERE id = :film"
    static let nameFilm = """
        UPDATE finding SET match_person = :person, decided_person = IIF(decided_person IS NULL, NULL, :person)
        WHERE film = :film
        """
}
