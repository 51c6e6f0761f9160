package import FilmModel
import GRDB
package import MigrationQueue

extension SQLiteLedger {
    package func finish(_ results: [Finish], at: Timestamp) async throws -> [FilmID] {
        // What is JSON is encoded before the writer is asked for.
        let findings = results.map { Finding($0.facts) }
        return try await change(at: at) { change in
            var dropped: [FilmID] = []
            for (given, prepared) in zip(results, findings) {
                var (result, finding) = (given, prepared)
                let id = result.lease.film.id
                var (film, lease) = try change.carried(id.number, result.lease.epoch)
                for store in result.stores {
                    try change.keep(store, of: &film)
                    if store.verifiedAt == nil { try change.askCommitment(of: film, store.destination) }
                }
                guard let lease else {
                    // The lease has gone to another worker: only what the archive answered is kept.
                    dropped.append(id)
                    if !result.stores.isEmpty {
                        try change.writeChains(film)
                        // Held while it was being sent: it goes on by being proved.
                        try change.db.run(SQL.proveHeld, ["film": id.number])
                    }
                    continue
                }
                if try change.isOutdated(result.facts, claimedAt: result.lease.epoch) {
                    // What was announced is kept, as the import has put it right; the rest is found out anew.
                    let isAnnounced = try change.mayBeSent(film)
                    result = isAnnounced ? result.withoutPersons : Finish(result.lease, .handBack)
                    finding = Finding(result.facts)
                }
                try finding?.write(id.number, change)
                if result.isUnsent { try change.db.run(SQL.unannounce, ["film": id.number]) }
                if let remarks = result.facts.remarks { try change.note(remarks, of: film) }
                try change.settle(result, &film, lease.place, since: lease.since)
            }
            return dropped
        }
    }
}

extension SQLiteLedger {
    package func announce(_ lease: Lease, facts: FilmFacts, at: Timestamp) async throws -> Bool {
        let finding = Finding(facts)
        return try await change(at: at) { change in
            let film = lease.film.id.number
            guard try change.carried(film, lease.epoch).lease != nil,
                try !change.isOutdated(facts, claimedAt: lease.epoch)
            else { return false }
            try finding?.write(film, change)
            return true
        }
    }
}

extension SQLiteLedger {
    package func reissue(_ lease: Lease, facts: FilmFacts, at: Timestamp) async throws -> Bool {
        let finding = Finding(facts)
        return try await change(at: at) { change in
            let id = lease.film.id.number
            var (film, place) = try change.carried(id, lease.epoch)
            guard place != nil, try !change.isOutdated(facts, claimedAt: lease.epoch) else { return false }
            try finding?.write(id, change)
            try change.db.run(SQL.raiseGeneration, ["film": id])
            try change.log(
                "reissue", of: &film, cause: "a study of its own: the examination is another person's",
                actor: lease.worker)
            return true
        }
    }
}

extension Change {
    /// Whether an archive has a film, or may have it: an answer is kept, or it was announced that it goes out.
    func mayBeSent(_ film: Standing) throws -> Bool {
        if film.store != nil { return true }
        return try db.quick(SQLiteLedger.SQL.announced).first(.int(film.film)) { _ in true } ?? false
    }
}

extension Change {
    /// Carries a result out: the film's state, its chains, and its next place.
    fileprivate func settle(
        _ result: Finish, _ film: inout Standing, _ place: Place, since: Int64
    ) throws {
        let isMigrate = place.kind == .migrate
        let from: FilmState = isMigrate ? .inFlight : .delivered
        let actor = result.lease.worker
        let epoch = result.lease.epoch
        let since = isMigrate ? since : nil
        func move(_ event: FilmEvent, _ reason: Reason? = nil, cause: String? = nil) throws {
            try apply(
                event, to: &film, from: from, reason: reason, cause: cause ?? reason?.code.rawValue,
                actor: actor, since: since)
        }
        switch result.outcome {
        case .delivered:
            try move(.deliver)
            let next = renewed(
                Place(
                    trust: place.trust, kind: .verify, lane: place.lane, dueDay: place.dueDay,
                    film: place.film, cost: place.cost), film)
            if let due = result.readAt {
                try delay(next, until: due, cause: "")
            } else {
                try enqueue(next)
            }
        case .verified:
            try move(.verify)
            if let due = result.readAt { try self[.putRecheck].run(.int(film.film), .int(due.milliseconds)) }
        case .held(let reason):
            try move(.hold, reason)
            try hold(film, place.kind, reason)
            if reason.code.isOfTwo, let rival = result.facts.rival {
                try contest(film.film, rival.number, reason.code)
            }
            for (other, reason) in result.alsoHeld {
                var other = try standing(other.number)
                if try doubt(&other, reason, actor: actor) {
                    try db.run(SQLiteLedger.SQL.putRival, ["film": other.film, "rival": film.film])
                    try contest(other.film, film.film, reason.code)
                }
            }
        case .rejected(let reason):
            try move(.reject, reason)
            try refuse(film, reason, actor: actor)
        case .duplicate(let original, let reason):
            if try standing(original.number).state == .rejected {
                // Rejected while this film was in hand: nobody's original, so this one goes its own way.
                try comeBack(
                    &film, place, cause: "the original was rejected", actor: actor, since: since, epoch: epoch
                )
            } else {
                film.duplicateOf = original.number
                try move(.duplicate, reason)
            }
        case .retry(let seconds, let reason, let charged):
            if isMigrate, isCancelled(film.film, epoch) {
                try comeBack(
                    &film, place, cause: reason.code.rawValue, actor: actor, since: since, epoch: epoch)
            } else {
                var next = place
                next.attempt += charged ? 1 : 0
                try delay(next, until: at.adding(seconds: seconds), cause: reason.code.rawValue)
                if isMigrate {
                    try move(.handBack, nil, cause: reason.code.rawValue)
                } else {
                    try log("retry", of: &film, cause: reason.code.rawValue, actor: actor)
                }
            }
        case .handBack:
            try comeBack(&film, place, cause: "hand_back", actor: actor, since: since, epoch: epoch)
            if !isMigrate, !result.stores.isEmpty { try writeChains(film) }
        }
        try self[.deleteLease].run(.int(place.film))
    }

    /// A film goes back to its place; one of a batch that was cancelled is rejected instead.
    func comeBack(
        _ film: inout Standing, _ place: Place, cause: String, actor: String, since: Int64?,
        epoch: Int64
    ) throws {
        if place.kind == .migrate, isCancelled(film.film, epoch) {
            let reason = Reason(.batchCancelled)
            try apply(
                .reject, to: &film, from: .inFlight, reason: reason, cause: reason.code.rawValue,
                actor: actor, since: since)
            return try refuse(film, reason, actor: actor)
        }
        if place.kind == .migrate {
            try apply(.handBack, to: &film, from: .inFlight, cause: cause, actor: actor, since: since)
        }
        try enqueue(renewed(place, film))
    }

    /// An archive that took a film is to be asked whether it keeps it, where it takes such questions.
    fileprivate func askCommitment(of film: Standing, _ archive: String) throws {
        guard try committing().contains(archive) else { return }
        try self[.askCommitment].run(.text(archive), .int(film.film), .int(at.milliseconds))
    }

    /// Puts a film among those that wait for a moment; an empty cause is none of failure.
    private func delay(_ place: Place, until due: Timestamp, cause: String) throws {
        try self[.insertDelayed].run(
            .int(due.milliseconds), .int(place.film), .text(place.trust), .text(place.kind.rawValue),
            .int(place.lane.rawValue), .int(place.dueDay), .int(place.cost), .int(place.attempt),
            .int(place.rescues), .maybe(place.rescuedAt), .text(cause), .int(at.milliseconds))
    }
}
