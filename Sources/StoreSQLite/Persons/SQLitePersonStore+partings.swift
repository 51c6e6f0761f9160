import FilmModel
import GRDB
package import PatientIndex

/// Persons who were one in the index, by a merge or a renumbering, and are not any more. What was decided on films of
/// theirs meanwhile may be the other's: it is kept, in the import's own transaction, that somebody has to look.
extension SQLitePersonStore {
    /// Those of whose films nobody has looked yet.
    package func openPartings() async throws -> [Parting] {
        try await database.read { db in
            try Row.fetchAll(db, sql: SQL.openPartings).map { row in
                Parting(
                    person: PersonID(row["person"]), since: Timestamp(milliseconds: row["since"]),
                    decision: row["decision"], number: row["id"])
            }
        }
    }

    /// Their films have been looked at.
    package func close(_ partings: [Parting]) async throws {
        guard let last = partings.map(\.number).max() else { return }
        try await database.write { try $0.execute(sql: SQL.closePartings, arguments: [last]) }
    }
}

extension PersonWriter {
    /// Who is another, by rows: whose survivor is not himself.
    static func survivors(_ db: Database) throws -> [Int64: Int64] {
        Dictionary(
            try Row.fetchAll(db, sql: SQLitePersonStore.SQL.survivors).map { ($0[0], $0[1]) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Notes who were one before the file and are two now.
    func notePartings() throws {
        guard !survivors.isEmpty else { return }
        let now = try Self.survivors(db)
        // Only where somebody has another survivor than before can anybody be parted.
        let changed = Set(survivors.filter { now[$0.key] != $0.value }.values)
            .union(survivors.values.filter { now[$0] != nil })
        guard !changed.isEmpty else { return }
        let groups = Dictionary(
            grouping: survivors.filter { changed.contains($0.value) }, by: \.value
        ).mapValues { $0.map(\.key) }
        for (survivor, rows) in groups.sorted(by: { $0.key < $1.key }) {
            let members = ([survivor] + rows).sorted()
            guard Set(members.map { now[$0] ?? $0 }).count > 1 else { continue }
            let since = try linkedSince(members)
            for row in members {
                guard
                    let id = try String.fetchOne(
                        db.cachedStatement(sql: SQLitePersonStore.SQL.idOf), arguments: [row])
                else { continue }
                try note("parted", id, now: nil, row: row, since: since)
            }
        }
    }

    /// Since when some of these rows are one without a break: a link that ended as another began goes on in that.
    private func linkedSince(_ rows: [Int64]) throws -> Int64 {
        let links = try rows.flatMap { row in
            try Row.fetchAll(db.cachedStatement(sql: SQLitePersonStore.SQL.linksOf), arguments: [row])
                .map { (since: $0[0] as Int64, until: $0[1] as Int64? ?? .max) }
        }
        let now = moment.milliseconds
        var first = now
        // From the newest on: each may lead to an older one.
        for link in links.sorted(by: { $0.until > $1.until }) where link.until >= first {
            first = min(first, link.since)
        }
        return first < now ? first : 0
    }
}
