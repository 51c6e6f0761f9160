import FilmModel
import GRDB
import MigrationQueue

extension Change {
    /// A place that a film comes back to: where its day has come near meanwhile, the urgent lane.
    func renewed(_ place: Place, _ film: Standing) -> Place {
        guard place.lane != .urgent, let day = film.dueDay, isUrgent(day) else { return place }
        var place = place
        place.lane = .urgent
        place.dueDay = day
        return place
    }

    func leases(of worker: String) throws -> [(place: Place, since: Int64, epoch: Int64)] {
        try db.quick(SQLiteLedger.SQL.leasesOfWorker).all(.text(worker)) { row in
            (place: try Place(&row), since: row.int(), epoch: row.int())
        }
    }

    /// Ends a lease without a result; a death that may be the film's doing counts, and the third holds it.
    func giveBack(
        _ place: Place, since: Int64, epoch: Int64, _ dismissal: Dismissal, worker: String
    ) throws {
        var film = try standing(place.film)
        var place = renewed(place, film)
        var cause = "hand_back"
        if case .death(let inHand, let blamed) = dismissal {
            cause = "rescue"
            if inHand?.contains(FilmID(place.film)) ?? true { count(death: blamed, &place) }
        }
        let from: FilmState = place.kind == .migrate ? .inFlight : .delivered
        if place.rescues >= PoisonRule.deaths {
            let reason = Reason(.killedItsWorker)
            try apply(
                .hold, to: &film, from: from, reason: reason, cause: reason.code.rawValue, actor: worker,
                since: place.kind == .migrate ? since : nil)
            try hold(film, place.kind, reason)
        } else {
            try comeBack(
                &film, place, cause: cause, actor: worker, since: place.kind == .migrate ? since : nil,
                epoch: epoch)
        }
        try self[.deleteLease].run(.int(place.film))
    }

    /// A death that is nobody's fault leaves one mark, so that the archive is asked before the film is sent.
    private func count(death blamed: Bool, _ place: inout Place) {
        guard blamed else {
            place.rescues = max(place.rescues, 1)
            return
        }
        let oldest = at.adding(seconds: -PoisonRule.window).milliseconds
        if let first = place.rescuedAt, first >= oldest {
            place.rescues += 1
        } else {
            place.rescues = 1
            place.rescuedAt = at.milliseconds
        }
    }

    /// Moves films whose day has come near into the urgent lane, at most a thousand at once.
    func promote() throws {
        let last = try db.quick(SQLiteLedger.SQL.counter).first(.text("promoted_day")) { $0.int() } ?? 0
        guard last < lastUrgentDay else { return }
        let films = try db.quick(SQLiteLedger.SQL.toPromote).all(.int(last), .int(lastUrgentDay)) { row in
            (film: row.int(), day: row.int(), kind: row.text(), lane: row.int())
        }
        for entry in films {
            try db.run(
                SQLiteLedger.SQL.promote,
                ["film": entry.film, "day": entry.day, "kind": entry.kind, "lane": entry.lane])
        }
        guard films.count < 1000 else { return }
        try db.run(SQLiteLedger.SQL.setCounter, ["name": "promoted_day", "value": lastUrgentDay])
    }

    /// Takes a film that nobody carries out of its place; answers the place, nil where it has none.
    func withdraw(_ film: Standing, _ kind: WorkKind) throws -> (place: Place, wasDelayed: Bool)? {
        let delayed = try db.quick(SQLiteLedger.SQL.delayedOf).first(.int(film.film)) { try Place(&$0) }
        if let delayed {
            try db.run(SQLiteLedger.SQL.deleteDelayed, ["film": film.film])
            return (delayed, true)
        }
        let ready = try db.quick(SQLiteLedger.SQL.readyOf).first(
            .text(film.trust), .text(kind.rawValue), .int(film.dueDay ?? 0), .int(film.film)
        ) { try Place(&$0) }
        guard let ready else { return nil }
        try db.run(
            SQLiteLedger.SQL.deleteReadyOf,
            ["trust": film.trust, "kind": kind.rawValue, "day": film.dueDay ?? 0, "film": film.film])
        guard db.changesCount == 1 else { throw SQLiteLedger.lostRow }
        return (ready, false)
    }
}
