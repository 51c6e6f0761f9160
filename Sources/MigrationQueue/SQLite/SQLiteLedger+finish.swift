package import FilmModel
import GRDB

extension SQLiteLedger {
    package func finish(_ results: [Finish], at: Timestamp) async throws -> [FilmID] {
        try await write { db in
            var tallies = TallyChanges()
            var dropped: [FilmID] = []
            for result in results {
                let film = result.lease.film
                for store in result.stores { try self.insert(store, of: film.id, db) }
                guard
                    let row = try db.row(
                        SQL.deleteLease, ["film": film.id.number, "epoch": result.lease.epoch])
                else {
                    // The lease has gone to another worker: only what the archive answered is kept.
                    dropped.append(film.id)
                    continue
                }
                try self.settle(result, try Place(row), at: at, &tallies, db)
            }
            try tallies.write(to: db)
            return dropped
        }
    }

    private func settle(
        _ result: Finish, _ place: Place, at: Timestamp, _ tallies: inout TallyChanges, _ db: Database
    ) throws {
        var facts = result.facts
        if case .duplicate(let original, _) = result.outcome { facts.duplicateOf = original }
        try write(facts, of: place.film, db)
        let from: FilmState = place.kind == .migrate ? .inFlight : .delivered
        let actor = result.lease.worker
        func move(_ event: FilmEvent, _ reason: Reason? = nil, cause: String? = nil) throws {
            try self.move(
                place, from: from, event, reason: reason, at: at, cause: cause ?? reason?.code.rawValue,
                actor: actor, &tallies, db)
        }
        switch result.outcome {
        case .delivered:
            try move(.deliver)
            let verify = Place(
                trust: place.trust, kind: .verify, lane: place.lane, dueDay: place.dueDay,
                seq: try bump("seq", db), film: place.film, cost: place.cost)
            try db.run(SQL.insertReady, verify.arguments)
        case .verified:
            try move(.verify)
            try countVerified(place.trust, at: at, db)
        case .held(let reason):
            try move(.hold, reason)
            try hold(place, kind: place.kind, reason, at: at, db)
        case .rejected(let reason):
            try move(.reject, reason)
            try releaseDuplicates(of: place.film, actor: actor, at: at, &tallies, db)
        case .duplicate(let original, let reason):
            guard try self.film(original, db).state != .rejected else {
                // Rejected while this film was in hand: nobody's original, so this one goes its own way.
                try db.run(SQL.clearDuplicateOf, ["id": place.film])
                try db.run(SQL.insertReady, place.arguments)
                return try move(.handBack, nil, cause: "the original was rejected")
            }
            try move(.duplicate, reason)
        case .retry(let seconds, let reason, let charged):
            var again = place
            if charged { again.attempt += 1 }
            try db.run(
                SQL.insertDelayed,
                again.arguments(adding: [
                    "due_at": at.adding(seconds: seconds).milliseconds, "reason": reason.code.rawValue,
                ]))
            if place.kind == .migrate {
                try move(.handBack, nil, cause: reason.code.rawValue)
            } else {
                try log(
                    FilmID(place.film), at: at, event: "retry", cause: reason.code.rawValue, actor: actor, db)
            }
        case .handBack:
            try db.run(SQL.insertReady, place.arguments)
            if place.kind == .migrate { try move(.handBack, nil, cause: "hand_back") }
        }
    }

    /// Puts a film among those that wait for a person.
    func hold(_ place: Place, kind: WorkKind, _ reason: Reason, at: Timestamp, _ db: Database) throws {
        try db.run(
            SQL.insertHold,
            [
                "film": place.film, "trust": place.trust, "kind": kind.rawValue,
                "reason": reason.code.rawValue,
                "since": at.milliseconds,
            ])
    }

    /// A film that is rejected is nobody's original: its duplicates go on in its stead.
    func releaseDuplicates(
        of original: Int64, actor: String, at: Timestamp, _ tallies: inout TallyChanges, _ db: Database
    ) throws {
        for row in try db.rows(SQL.duplicatesOf, ["id": original]) {
            let place = try newPlace(try film(FilmID(row["id"]), db), .migrate, at: at, db)
            try move(
                place, from: .duplicate, .release, at: at, cause: "the original was rejected", actor: actor,
                &tallies, db)
            try db.run(SQL.clearDuplicateOf, ["id": place.film])
            try db.run(SQL.insertReady, place.arguments)
        }
    }

    private func countVerified(_ trust: String, at: Timestamp, _ db: Database) throws {
        try db.run(SQL.addPace, ["trust": trust, "minute": at.milliseconds / 60_000])
        try db.run(SQL.addVerifiedDay, ["trust": trust, "day": at.day])
    }

    private func insert(_ store: StoreRecord, of film: FilmID, _ db: Database) throws {
        try db.run(
            SQL.insertStore,
            [
                "film": film.number, "destination": store.destination, "sop": store.sopInstanceUID,
                "sent": store.sentAt?.milliseconds, "status": store.dimseStatus,
                "verified": store.verifiedAt?.milliseconds, "method": store.method,
            ])
    }

    private func write(_ facts: FilmFacts, of film: Int64, _ db: Database) throws {
        guard facts != FilmFacts() else { return }
        try db.run(
            SQL.setFacts,
            [
                "id": film, "decision": facts.match?.decision.rawValue, "person": facts.match?.person?.text,
                "probability": facts.match?.probability, "weight": facts.match?.weight,
                "evidence": try facts.match.map { try JSONText.encode(MatchEvidence($0)) },
                "matched_at": facts.matchedAt?.milliseconds, "picture_digest": facts.pictureDigest,
                "pixel_digest": facts.pixelDigest, "identity": try facts.identity.map(JSONText.encode),
                "sop": facts.sopInstanceUID, "series": facts.seriesInstanceUID,
                "study": facts.studyInstanceUID, "duplicate_of": facts.duplicateOf?.number,
            ])
    }
}
