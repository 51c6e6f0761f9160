import FilmModel
import GRDB
import MigrationQueue

extension SQLiteLedger {
    /// Has the next verified films read again for an archive that is new or at another address; false where there is no such
    /// archive, or where such films are due already. Where that is kept, not film by film, registering an archive costs nothing and forgetting it leaves
    /// nothing behind.
    func findRereads() async throws -> Bool {
        let found = try await read { db in
            let next = try db.quick(SQL.nextReread).first {
                (archive: $0.text(), from: $0.int(), since: $0.int())
            }
            guard let next else { return (next: next, films: [Int64](), end: Int64?.none) }
            let films = try db.quick(SQL.toReread).all(
                .int(next.from), .int(next.from + Self.rereadAtOnce), .text(next.archive), .int(next.since)
            ) { $0.int() }
            let last = try Int64.fetchOne(db, sql: SQL.lastFilm) ?? 0
            let end = next.from + Self.rereadAtOnce
            return (next: next, films: films, end: end < last ? end : nil)
        }
        guard let next = found.next else { return false }
        try await write { db in
            // The archive may have been forgotten or moved meanwhile.
            try db.run(SQL.advanceReread, ["name": next.archive, "from": next.from, "end": found.end])
            guard db.changesCount == 1 else { return }
            for film in found.films { try db.quick(SQL.rereadFilm).run(.int(film)) }
        }
        return true
    }

    /// Films, whatever their state, that are looked at in one go.
    private static let rereadAtOnce: Int64 = 2000
}

extension SQLiteLedger.SQL {
    fileprivate static let nextReread = """
        SELECT name, reread_from, reread_since FROM destination
        WHERE reread_from IS NOT NULL AND NOT EXISTS (SELECT 1 FROM recheck WHERE due_at <= 0)
        ORDER BY name LIMIT 1
        """
    /// Verified films of a range that the archive has not proved since. Whatever is newest stands at the end of a chain.
    fileprivate static let toReread = """
        SELECT id FROM film WHERE id > ?1 AND id <= ?2 AND state = 'verified' AND NOT EXISTS (
            WITH RECURSIVE chain (id, previous, destination, verified_at) AS (
                SELECT id, previous, destination, verified_at FROM store
                WHERE store.id = film.store AND store.id > ?4
                UNION ALL
                SELECT store.id, store.previous, store.destination, store.verified_at
                FROM chain JOIN store ON store.id = chain.previous WHERE store.id > ?4)
            SELECT 1 FROM chain WHERE destination = ?3 AND verified_at IS NOT NULL)
        ORDER BY id
        """
    fileprivate static let advanceReread = """
        UPDATE destination SET reread_from = :end WHERE name = :name AND reread_from = :from
        """
    fileprivate static let rereadFilm = """
        INSERT OR REPLACE INTO recheck (film, due_at) SELECT id, 0 FROM film WHERE id = ? AND state = 'verified'
        """
}
