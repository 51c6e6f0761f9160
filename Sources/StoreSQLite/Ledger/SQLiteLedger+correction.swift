package import FilmModel
package import MigrationQueue

extension SQLiteLedger {
    package func correct(
        _ film: FilmID, to person: PersonID, reason: Reason, cause: String, actor: String, at: Timestamp
    ) async throws {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            guard try change.mayBeSent(standing) else {
                throw try self.refusal(film, change, "in no archive: nothing need be corrected")
            }
            if try change.holdKind(standing) != nil {
                try change.db.run(
                    SQL.restateFilm,
                    ["film": film.number, "reason": reason.code.rawValue, "message": reason.message])
                try change.db.run(SQL.restateHold, ["film": film.number, "reason": reason.code.rawValue])
            } else if try !change.stop(&standing, reason, actor: actor) {
                throw try self.refusal(film, change, "in a worker's hands or given up")
            }
            try change.log("correct", of: &standing, cause: cause, actor: actor)
            try change.db.run(SQL.putCorrection, ["film": film.number, "person": person.text])
            try change.releaseDuplicates(of: film.number, actor: actor)
        }
    }

    package func settle(
        correctionOf film: FilmID, isMade: Bool, cause: String, actor: String, at: Timestamp
    ) async throws {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            guard let kind = try change.holdKind(standing), try change.isCorrected(standing) else {
                throw try self.refusal(film, change, "not held for a correction")
            }
            if isMade {
                try change.db.run(SQL.makeCorrection, ["film": film.number, "at": at.milliseconds])
            } else {
                try change.db.run(SQL.dropCorrection, ["film": film.number])
                try change.releaseDuplicates(of: film.number, actor: actor)
            }
            try change.release(&standing, kind, cause: cause, actor: actor)
        }
    }

    package func corrected(_ code: ReasonCode, of group: FilmGroup) async throws -> Retried {
        try await read { db in
            let held = try db.quick(SQL.correctedAndHeld).first(
                .text(code.rawValue), .int(0), group.trust, group.batch, .int(code.isOfIdentity ? 1 : 0)
            ) { Int($0.int()) }
            let rejected = try db.quick(SQL.correctedAndRefused).first(
                .text(code.rawValue), .int(0), group.trust, group.batch
            ) { Int($0.int()) }
            return Retried(held: held ?? 0, rejected: rejected ?? 0)
        }
    }

    /// Refuses what would let a film go on as it is while a person's word stands that it is somebody else's.
    func refuseCorrected(_ film: Standing, _ change: Change) throws {
        guard try change.isCorrected(film) else { return }
        let name = try self.film(FilmID(film.film), change.db).reference
        guard film.state != .rejected else {
            throw LedgerError(
                .refused,
                "a person has said that film \(name) is somebody else's than the archive has, and rejected it",
                remedy:
                    "`filmmigrate review undo \(name)` takes the rejection back; then decide on the correction"
            )
        }
        throw LedgerError(
            .refused, "a person has said that film \(name) is somebody else's than the archive has",
            remedy:
                "ask the keeper of each archive that has it to move or remove it there; once that is done: `filmmigrate review accept \(name) --person ID`; if the film is "
                + "right as it was sent: `filmmigrate review accept \(name)`")
    }
}

extension Change {
    /// Whose a film is was decided otherwise than before: whose its duplicates are is open again, too.
    fileprivate func releaseDuplicates(of original: Int64, actor: String) throws {
        for id in try db.quick(SQLiteLedger.SQL.duplicatesOf).all(.int(original), read: { $0.int() }) {
            var duplicate = try standing(id)
            try releaseDuplicate(
                &duplicate, cause: "the original was found to be another person's", actor: actor)
        }
    }

    func isCorrected(_ film: Standing) throws -> Bool {
        try db.quick(SQLiteLedger.SQL.correctionOf).first(.int(film.film)) { _ in true } ?? false
    }
}
