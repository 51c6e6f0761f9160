package import FilmModel
import GRDB
package import MigrationQueue

extension SQLiteLedger {
    package func holds(limit: Int) async throws -> [HoldRecord] {
        try await holds(HoldQuery(order: .age), after: nil, limit: limit).holds
    }

    package func holds(_ query: HoldQuery, after place: HoldPlace?, limit: Int) async throws -> HoldPage {
        try await read { db in
            let places = try db.quick(SQL.holds(query)).all(
                .text(place?.trust ?? ""), .text(place?.clinic ?? ""), .int(place?.since ?? .min),
                .int(place?.film ?? 0), .maybe(query.trust?.code), .int(limit)
            ) { row in
                let place = HoldPlace(
                    trust: row.text(), clinic: row.text(), since: row.int(), film: row.int())
                return (place: place, kind: WorkKind(rawValue: row.text()) ?? .migrate)
            }
            return HoldPage(
                holds: try places.map { try self.hold($0.place.film, $0.kind, since: $0.place.since, db) },
                next: places.count < limit ? nil : places.last?.place)
        }
    }

    package func holds(ofJacket jacket: String, in batch: BatchID) async throws -> [HoldRecord] {
        try await read { db in
            let range = try db.quick(SQL.filmRange).first(.int(batch.number)) {
                (first: $0.maybeInt() ?? 1, last: $0.maybeInt() ?? 0)
            }
            guard let range else { return [] }
            let holds = try db.quick(SQL.holdsWithJackets).all(.int(range.first), .int(range.last)) { row in
                (
                    film: row.int(), kind: WorkKind(rawValue: row.text()) ?? .migrate, since: row.int(),
                    jacket: row.text()
                )
            }
            return try holds.filter { $0.jacket.unified == jacket.unified }
                .sorted { ($0.since, $0.film) < ($1.since, $1.film) }
                .map { try self.hold($0.film, $0.kind, since: $0.since, db) }
                .filter { $0.film.batch == batch }
        }
    }

    /// A film on hold. What cannot be read of its findings does not hide it, nor the others: it stands without them.
    private func hold(_ film: Int64, _ kind: WorkKind, since: Int64, _ db: Database) throws -> HoldRecord {
        var isBroken = false
        let record: FilmRecord
        do {
            record = try self.film(FilmID(film), db)
        } catch is DecodingError {
            isBroken = true
            let found = try db.quick(SQL.filmWithoutFindings).first(.int(film)) { row in
                try FilmRecord(&row) { try self.batch($0, db) }
            }
            guard let found else { throw Self.lostRow }
            record = found
        }
        guard let reason = record.reason else { throw Self.lostRow }
        return HoldRecord(
            film: record, reason: reason, since: Timestamp(milliseconds: since), kind: kind,
            isBroken: isBroken)
    }
}

extension SQLiteLedger.SQL {
    /// Films on hold behind a place, in an order: each is an index, so that a page costs what it holds.
    static func holds(_ query: HoldQuery) -> String {
        var conditions: [String] = []
        let order: String
        switch (query.order, query.trust != nil) {
        case (.age, let isOfTrust):
            order = "since, film"
            conditions.append("(since, film) > (?3, ?4)")
            // The index by age is read past the others.
            if isOfTrust { conditions.append("+trust = ?5") }
        case (_, true):
            order = "clinic, since, film"
            conditions += ["trust = ?5", "(clinic, since, film) > (?2, ?3, ?4)"]
        case (.urgency, false):
            order = "clinic, since, film"
            conditions.append("(clinic, since, film) > (?2, ?3, ?4)")
        case (.trust, false):
            order = "trust, clinic, since, film"
            conditions.append("(trust, clinic, since, film) > (?1, ?2, ?3, ?4)")
        }
        if !query.withNotInIndex { conditions.append("+reason <> 'NOT_IN_INDEX'") }
        return """
            SELECT trust, clinic, since, film, kind FROM hold WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(order) LIMIT ?6
            """
    }
    static let holdsWithJackets = """
        SELECT hold.film, kind, since, jacket_id FROM hold CROSS JOIN manifest ON manifest.film = hold.film
        WHERE hold.film BETWEEN ? AND ? AND jacket_id IS NOT NULL
        """
    /// The columns of `filmByID`, but for those that are JSON.
    static let filmWithoutFindings =
        films.replacing("match_evidence,", with: "NULL,").replacing(
            "identity, sop_uid", with: "NULL, sop_uid"
        )
        .replacing("written,", with: "NULL,") + " WHERE film.id = ?"
}
