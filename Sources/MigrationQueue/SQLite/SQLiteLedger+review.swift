package import FilmModel

extension SQLiteLedger {
    package func takeBack(_ film: FilmID, to reason: Reason, actor: String, at: Timestamp) async throws {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            var reason = reason
            let isLeased = try change.db.quick(SQL.leaseOf).first(.int(film.number)) { _ in true } ?? false
            switch standing.state {
            case .queued:
                guard try !isLeased && !change.mayBeSent(standing) else {
                    throw try self.refusal(film, change, "under way or sent: nothing can be undone")
                }
            case .rejected where standing.reason == .rejectedByOperator:
                try self.refuseSucceeded(standing, change)
                // What was found against it meanwhile comes before what it was held for.
                if let doubt = try change.doubt(ofRejected: standing) { reason = doubt }
                try change.requeueRejected(&standing, lane: .normal, actor: actor)
            case .duplicate:
                guard try !change.mayBeSent(standing) else {
                    throw try self.refusal(film, change, "and an archive has it: nothing can be undone")
                }
                try change.releaseDuplicate(&standing, cause: "undone", actor: actor)
            default:
                throw try self.refusal(film, change, "under way, sent, or undecided: nothing can be undone")
            }
            // What an archive has is still to be proved, as the person's whose it was sent as.
            try change.holdAgain(&standing, reason, cause: "undone", actor: actor)
            if standing.store == nil { try change.db.run(SQL.forgetPerson, ["film": film.number]) }
        }
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
