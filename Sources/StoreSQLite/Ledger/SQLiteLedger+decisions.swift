package import FilmModel
import GRDB
package import MigrationQueue

extension SQLiteLedger {
    package func release(
        _ film: FilmID, person: PersonID?, cause: String, actor: String, at: Timestamp
    ) async throws {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            if standing.state == .duplicate, person == nil {
                return try change.releaseDuplicate(&standing, cause: cause, actor: actor)
            }
            guard let kind = try change.holdKind(standing) else {
                guard standing.state != .duplicate else { throw try self.refuseNaming(film, change) }
                throw try self.refusal(film, change, "not held")
            }
            try self.refuseCorrected(standing, change)
            guard kind == .migrate || person == nil else {
                throw LedgerError(
                    .refused, "the film is in the archive already; its person can't be changed by a release",
                    remedy: "accept it without --person, or reject it and have it scanned again")
            }
            if let person {
                try Finding(decided: person, at: at).write(film.number, change)
                try change.releaseStrangers(of: film.number, unless: person, actor: actor)
            }
            // Who lets a film go on that was held for its scan has looked at it.
            if standing.reason?.isOfScan == true {
                try change.look(at: standing, cause: cause, actor: actor)
            }
            try change.release(&standing, kind, cause: cause, actor: actor)
        }
    }

    package func reject(_ film: FilmID, reason: Reason, actor: String, at: Timestamp) async throws {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            guard try change.holdKind(standing) != nil else {
                throw try self.refusal(film, change, "not held")
            }
            try change.db.run(SQL.deleteHold, ["film": film.number])
            try change.apply(
                .reject, to: &standing, from: .held, reason: reason, cause: reason.message, actor: actor)
            try change.refuse(standing, reason, actor: actor, isFinal: true)
        }
    }

    package func hold(_ film: FilmID, reason: Reason, actor: String, at: Timestamp) async throws {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            guard try change.stop(&standing, reason, actor: actor) else {
                guard standing.state != .queued else {
                    throw LedgerError(
                        .refused, "the film is in flight: a worker carries it just now",
                        remedy: "try again in a moment, or pause its Trust first")
                }
                throw try self.refusal(film, change, "neither queued, delivered nor verified")
            }
        }
    }

    package func retry(_ film: FilmID, actor: String, at: Timestamp) async throws -> Retried {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            try self.refuseCorrected(standing, change)
            switch standing.state {
            case .held:
                guard let kind = try change.holdKind(standing) else { throw Self.lostRow }
                guard !change.needsPerson(standing, kind) else {
                    throw LedgerError(
                        .refused, "an archive has the film, and whose it is is in doubt",
                        remedy: "`filmmigrate review accept FILM --person ID` says whose it is")
                }
                try change.release(&standing, kind, cause: "retry", actor: actor)
                return Retried(held: 1)
            case .rejected:
                guard standing.reason?.isRetryable == true else {
                    throw LedgerError(
                        .refused, "the film was rejected for what the bureau delivered",
                        remedy: standing.reason?.remedy ?? "have it delivered again in a new batch")
                }
                try change.releaseRejected(&standing, lane: .normal, actor: actor)
                return Retried(rejected: 1)
            default:
                guard try change.hasten(&standing, lane: nil, actor: actor) else {
                    throw try self.refusal(film, change, "not waiting for another attempt")
                }
                return Retried(retrying: 1)
            }
        }
    }

    /// Whose a duplicate is is decided on the film that it is one with.
    private func refuseNaming(_ film: FilmID, _ change: Change) throws -> LedgerError {
        let record = try self.film(film, change.db)
        let name = record.reference
        let original = try record.facts.duplicateOf.map { try self.film($0, change.db).reference } ?? "ID"
        return LedgerError(
            .refused, "film \(name) is a duplicate of film \(original), and so that film's patient's",
            remedy:
                "`filmmigrate review assign \(original) --person ID` says whose both are; `filmmigrate film release "
                + "\(name)` makes this one a film of its own")
    }

    /// What stands in the way of an operator's request.
    func refusal(_ film: FilmID, _ change: Change, _ what: String) throws -> LedgerError {
        let record = try self.film(film, change.db)
        return LedgerError(
            .refused, "film \(record.reference) is \(record.state.rawValue), \(what)",
            remedy: "see `filmmigrate film show \(record.reference)`")
    }
}

extension Change {
    /// Whether nothing but a reviewer's word on whose it is lets a held film go on: of one that an archive has,
    /// nothing is decided anew.
    func needsPerson(_ film: Standing, _ kind: WorkKind) -> Bool {
        kind == .verify && film.reason?.isOfIdentity == true
    }

    /// What a held film was carried for; nil where it is not held.
    func holdKind(_ film: Standing) throws -> WorkKind? {
        guard film.state == .held else { return nil }
        return try db.quick(SQLiteLedger.SQL.holdOf).first(.int(film.film)) {
            WorkKind(rawValue: $0.text())
        } ?? nil
    }

    /// Holds a film that is queued, delivered or verified; false for any other. One in flight is held by `isFencing`
    /// alone: its worker's result is dropped then.
    func stop(_ film: inout Standing, _ reason: Reason, actor: String, isFencing: Bool = false) throws -> Bool
    {
        let lease = try db.quick(SQLiteLedger.SQL.leaseOf).first(.int(film.film)) { row in
            (kind: WorkKind(rawValue: row.text()), since: row.int())
        }
        var from = film.state
        var since: Int64?
        let kind: WorkKind
        switch film.state {
        case .queued where lease == nil:
            kind = .migrate
            guard try withdraw(film, .migrate) != nil else { throw SQLiteLedger.lostRow }
        case .queued where isFencing:
            kind = .migrate
            (from, since) = (.inFlight, lease?.since)
        case .delivered:
            kind = .verify
            // A proof that is under way is fenced off: its result is dropped.
            if lease == nil, try withdraw(film, .verify) == nil { throw SQLiteLedger.lostRow }
        case .verified: kind = .verify
        default: return false
        }
        try apply(
            .hold, to: &film, from: from, reason: reason, cause: reason.message, actor: actor, since: since)
        if lease != nil { try self[.deleteLease].run(.int(film.film)) }
        try hold(film, kind, reason)
        return true
    }

    /// A held film goes on: back into the queue, or to be verified again.
    func release(
        _ film: inout Standing, _ kind: WorkKind, lane: Lane = .normal, cause: String, actor: String
    ) throws {
        try db.run(SQLiteLedger.SQL.deleteHold, ["film": film.film])
        try apply(
            kind == .migrate ? .release : .resume, to: &film, from: .held, cause: cause, actor: actor)
        try enqueue(kind == .migrate ? asked(place(film, kind, lane: lane)) : place(film, kind, lane: lane))
    }

    /// A film that was taken for another's duplicate is queued again.
    func releaseDuplicate(_ film: inout Standing, cause: String, actor: String) throws {
        try apply(.release, to: &film, from: .duplicate, cause: cause, actor: actor)
        try enqueue(place(film, .migrate))
    }

    /// A rejected film is queued again, or held where nobody knows any more whose it is.
    func releaseRejected(_ film: inout Standing, lane: Lane, actor: String) throws {
        let doubt = try doubt(ofRejected: film)
        try requeueRejected(&film, lane: lane, actor: actor)
        guard let doubt else { return }
        try holdAgain(&film, doubt, cause: doubt.message, actor: actor)
    }

    /// A rejected film is queued again, whatever is known against that.
    func requeueRejected(_ film: inout Standing, lane: Lane, actor: String) throws {
        let isFinal = try db.quick(SQLiteLedger.SQL.isFinal).first(.int(film.film)) { $0.int() == 1 }
        try db.run(SQLiteLedger.SQL.deleteRefusal, ["film": film.film])
        try apply(
            .release, to: &film, from: .rejected, cause: "retry", actor: actor, wasFinal: isFinal ?? false)
        try enqueue(asked(place(film, .migrate, lane: lane)))
    }

    /// Before a film was stopped a worker may have died with it in hand: the archive is asked before it is sent.
    private func asked(_ place: Place) -> Place {
        var place = place
        place.rescues = 1
        return place
    }

    /// A film that waits for its next attempt has it now, with none charged; false where it does not wait.
    /// Where a lane is named it goes there, unless it is urgent.
    func hasten(_ film: inout Standing, lane: Lane?, actor: String) throws -> Bool {
        let delayed = try db.quick(SQLiteLedger.SQL.delayedOf).first(.int(film.film)) { try Place(&$0) }
        guard var place = delayed else { return false }
        place.attempt = 0
        if let lane, place.lane != .urgent { place.lane = lane }
        try db.run(SQLiteLedger.SQL.deleteDelayed, ["film": film.film])
        try log("retry", of: &film, cause: "retry", actor: actor)
        try enqueue(renewed(place, film))
        return true
    }
}
