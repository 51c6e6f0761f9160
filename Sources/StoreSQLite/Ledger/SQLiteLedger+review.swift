package import FilmModel
import MigrationQueue

extension SQLiteLedger {
    package func takeBack(
        _ film: FilmID, to reason: Reason, leaving person: PersonID?, isHeldSince: Bool, actor: String,
        at: Timestamp
    ) async throws {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            var reason = reason
            let isLeased = try change.db.quick(SQL.leaseOf).first(.int(film.number)) { _ in true } ?? false
            switch standing.state {
            case .queued:
                guard try !isLeased && !change.mayBeSent(standing) else {
                    throw try self.undoRefusal(film, standing, change)
                }
            case .rejected where standing.reason == .rejectedByOperator:
                try self.refuseSucceeded(standing, change)
                // What was found against it meanwhile comes before what it was held for.
                if let doubt = try change.doubt(ofRejected: standing) { reason = doubt }
                try change.requeueRejected(&standing, lane: .normal, actor: actor)
            case .duplicate:
                guard try !change.mayBeSent(standing) else {
                    throw try self.undoRefusal(film, standing, change)
                }
                try change.releaseDuplicate(&standing, cause: "undone", actor: actor)
            case .held where isHeldSince:
                guard try !change.mayBeSent(standing), try change.holdKind(standing) == .migrate else {
                    throw try self.undoRefusal(film, standing, change)
                }
                try change.log("decide", of: &standing, cause: "undone", actor: actor)
                try change.db.run(
                    SQL.restateFilm,
                    ["film": film.number, "reason": reason.code.rawValue, "message": reason.message])
                try change.db.run(SQL.restateHold, ["film": film.number, "reason": reason.code.rawValue])
                return try self.leave(person, film, change, actor, at)
            default: throw try self.undoRefusal(film, standing, change)
            }
            // What an archive has is still to be proved, as the person's whose it was sent as.
            try change.holdAgain(&standing, reason, cause: "undone", actor: actor)
            if reason.code.isOfTwo, let rival = try self.film(film, change.db).facts.rival {
                try change.contest(film.number, rival.number, reason.code)
            }
            if standing.store == nil { try self.leave(person, film, change, actor, at) }
        }
    }

    /// Whose a film is by the decisions that still stand.
    private func leave(
        _ person: PersonID?, _ film: FilmID, _ change: Change, _ actor: String, _ at: Timestamp
    ) throws {
        try change.db.run(SQL.forgetPerson, ["film": film.number])
        if let person { try Finding(decided: person, at: at).write(film.number, change) }
        if let owner = try self.film(film, change.db).person {
            try change.releaseStrangers(of: film.number, unless: owner, actor: actor)
        }
    }

    /// Why a decision can't be taken back, and what can be done instead.
    func undoRefusal(_ film: FilmID, _ standing: Standing, _ change: Change) throws -> LedgerError {
        let record = try self.film(film, change.db)
        let name = record.reference
        let what: String
        let remedy: String
        switch record.state {
        case .inFlight:
            what = "a worker carries it just now"
            remedy = "once it has ended: `filmmigrate film show \(name)`"
        case .held where try !change.mayBeSent(standing):
            what = "it is held, and the last decision was taken back or answered something else"
            remedy = "see `filmmigrate review show \(name)` for the decisions that end the hold"
        case .rejected:
            what = "it was rejected by itself since"
            remedy = "`filmmigrate film retry \(name)` tries it again, where its reason can pass"
        default:
            what = "an archive has it, or may have it"
            remedy =
                "`filmmigrate review assign \(name) --person ID` notes whose it is, `filmmigrate film hold \(name)` "
                + "stops it"
        }
        return LedgerError(
            .refused, "film \(name) is \(record.state.rawValue): \(what), so nothing can be undone",
            remedy: remedy)
    }

    /// Of one film one scan is verified: where an archive has both, the one that was rejected comes back only to be
    /// compared with the other.
    private func refuseSucceeded(_ film: Standing, _ change: Change) throws {
        guard try change.mayBeSent(film),
            let heir = try change.db.quick(SQL.heirOf).first(.int(film.film), read: { $0.int() })
        else { return }
        let own = try self.film(FilmID(film.film), change.db).reference
        throw LedgerError(
            .refused,
            "another scan of the film, \(try self.film(FilmID(heir), change.db).reference), has taken its place",
            remedy: "`filmmigrate film retry \(own)` makes this one that film's duplicate")
    }

    package func restate(
        _ film: FilmID, as reason: Reason, cause: String, actor: String, at: Timestamp
    ) async throws {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            guard try change.holdKind(standing) == .migrate else {
                throw try self.refusal(film, change, "not held on its way to the archive")
            }
            try change.log("decide", of: &standing, cause: cause, actor: actor)
            try change.db.run(
                SQL.restateFilm,
                ["film": film.number, "reason": reason.code.rawValue, "message": reason.message])
            try change.db.run(SQL.restateHold, ["film": film.number, "reason": reason.code.rawValue])
        }
    }
}
