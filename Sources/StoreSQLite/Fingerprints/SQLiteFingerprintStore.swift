package import Duplicates
package import FilmModel
import Foundation
package import GRDB

/// The fingerprints of all films that were digitised, in the ledger's database, in a table of its own. Their
/// order of arrival (`rank`) is what decides between scans of one film, so it is as durable as the ledger.
package struct SQLiteFingerprintStore: FingerprintStore {
    let database: any DatabaseWriter

    enum SQL {
        static let schema = """
            CREATE TABLE fingerprint (
                film INTEGER PRIMARY KEY NOT NULL, person TEXT NOT NULL, source TEXT NOT NULL,
                picture TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX fingerprint_by_picture ON fingerprint (picture);
            """
        /// Films that were registered before there was an order get the one they were judged by: their number.
        static let order = """
            ALTER TABLE fingerprint ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE fingerprint ADD COLUMN jacket TEXT;
            ALTER TABLE fingerprint ADD COLUMN exam_date TEXT;
            ALTER TABLE fingerprint ADD COLUMN study TEXT;
            ALTER TABLE fingerprint ADD COLUMN hash BLOB CHECK (hash IS NULL OR length(hash) = 32);
            ALTER TABLE fingerprint ADD COLUMN kept INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1));
            UPDATE fingerprint SET rank = film;
            CREATE UNIQUE INDEX fingerprint_by_rank ON fingerprint (rank);
            CREATE INDEX fingerprint_by_person ON fingerprint (person);
            CREATE INDEX fingerprint_by_jacket ON fingerprint (jacket) WHERE jacket IS NOT NULL;
            CREATE INDEX fingerprint_by_study ON fingerprint (study) WHERE study IS NOT NULL;
            """
        /// Pairs of films that a person has said are two, both ways round.
        static let pairs = """
            CREATE TABLE fingerprint_apart (
                film INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (film, other), CHECK (film <> other)
            ) STRICT, WITHOUT ROWID;
            ALTER TABLE fingerprint DROP COLUMN exam_date;
            """
        /// Films that were registered before there were two hashes of a film are looked for by their one.
        static let litHash = """
            ALTER TABLE fingerprint ADD COLUMN lit_hash BLOB CHECK (lit_hash IS NULL OR length(lit_hash) = 32);
            """
        /// A film that comes again keeps its rank, and what a person decided, unless it is somebody else's now.
        static let put = """
            INSERT INTO fingerprint (film, person, source, picture, jacket, study, hash, lit_hash, rank)
            VALUES (:film, :person, :source, :picture, :jacket, :study, :hash, :lit_hash,
                (SELECT COALESCE(MAX(rank), 0) + 1 FROM fingerprint))
            ON CONFLICT (film) DO UPDATE SET person = excluded.person, source = excluded.source,
                picture = excluded.picture, jacket = excluded.jacket, study = excluded.study,
                hash = COALESCE(excluded.hash, hash),
                lit_hash = COALESCE(excluded.lit_hash, lit_hash),
                kept = IIF(person IN (SELECT value FROM json_each(:same)), kept, 0)
            RETURNING rank, kept
            """
        static let hash = "SELECT hash, lit_hash FROM fingerprint WHERE film = :film"
        static let byPicture = """
            SELECT * FROM fingerprint WHERE picture = :picture AND film <> :film ORDER BY rank LIMIT 50
            """
        static let siblings = """
            SELECT * FROM fingerprint WHERE study = :study AND film <> :film
                AND person NOT IN (SELECT value FROM json_each(:same))
            ORDER BY rank LIMIT 50
            """
        static let ofStudy = "SELECT film FROM fingerprint WHERE study = ? AND film <> ? ORDER BY rank"
        static let companions = """
            SELECT * FROM fingerprint WHERE person IN (SELECT value FROM json_each(:same)) AND film <> :film
            UNION SELECT * FROM fingerprint WHERE jacket = :jacket AND film <> :film
            ORDER BY rank LIMIT :limit
            """
        static let byFilm = "SELECT * FROM fingerprint WHERE film = :film"
        static let hashes = "SELECT film, hash, lit_hash FROM fingerprint WHERE hash IS NOT NULL"
        static let keep =
            "UPDATE fingerprint SET kept = kept OR :kept, person = COALESCE(:person, person) WHERE film = :film"
        static let move = "UPDATE fingerprint SET study = ? WHERE film = ?"
        static let part = "INSERT OR IGNORE INTO fingerprint_apart VALUES (?1, ?2), (?2, ?1)"
        static let rejoin = """
            DELETE FROM fingerprint_apart WHERE film = ?1 OR other = ?1
                AND film IN (SELECT other FROM fingerprint_apart WHERE film = ?1)
            """
        static let unkeep = "UPDATE fingerprint SET kept = 0 WHERE film = ?"
        static let apart = "SELECT other FROM fingerprint_apart WHERE film = ?"
        static let count = "SELECT COUNT(*) FROM fingerprint"
    }

    /// Opens the table in a ledger's file that nobody else uses.
    package init(path: String) throws { try self.init(DatabaseQueue(path: path)) }

    package init(_ database: any DatabaseWriter) throws {
        self.database = database
        var migrator = DatabaseMigrator()
        migrator.registerMigration("fingerprints-0001") { db in try db.execute(sql: SQL.schema) }
        migrator.registerMigration("fingerprints-0002") { db in try db.execute(sql: SQL.order) }
        migrator.registerMigration("fingerprints-0003") { db in try db.execute(sql: SQL.pairs) }
        migrator.registerMigration("fingerprints-0004") { db in try db.execute(sql: SQL.litHash) }
        try migrator.migrate(database)
    }

    /// Registers a fingerprint, durably, with the next rank, or with the one that the film has. `added` is
    /// called within the transaction where the film's hash is new, so that nobody registers in between.
    package func register(_ fingerprint: Fingerprint, added: @escaping @Sendable (FilmID, FilmHashes) -> Void)
        async throws -> RankedFingerprint
    {
        try await database.write { db in
            let known = try Row.fetchOne(
                db.cachedStatement(sql: SQL.hash), arguments: ["film": fingerprint.film.number]
            ).flatMap { FilmHashes($0) }
            let row = try Row.fetchOne(
                db.cachedStatement(sql: SQL.put),
                arguments: [
                    "film": fingerprint.film.number, "person": fingerprint.person.text,
                    "same": fingerprint.sameList, "source": fingerprint.source,
                    "picture": fingerprint.picture,
                    "jacket": fingerprint.jacket, "study": fingerprint.study,
                    "hash": fingerprint.hash?.trimmed.data, "lit_hash": fingerprint.hash?.lit.data,
                ])
            guard let row else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
            if let value = fingerprint.hash, value != known { added(fingerprint.film, value) }
            return RankedFingerprint(fingerprint: fingerprint, rank: row["rank"], isKept: row["kept"])
        }
    }

    /// The fingerprints of other films with the same picture, the oldest first.
    package func rivals(of fingerprint: Fingerprint) async throws -> [RankedFingerprint] {
        try await rows(
            SQL.byPicture, ["picture": fingerprint.picture, "film": fingerprint.film.number])
    }

    /// Films of the same examination that are another person's, the oldest first.
    package func strangers(in fingerprint: Fingerprint) async throws -> [RankedFingerprint] {
        guard let study = fingerprint.study else { return [] }
        return try await rows(
            SQL.siblings,
            ["study": study, "same": fingerprint.sameList, "film": fingerprint.film.number])
    }

    /// Other films of an examination, whosever they are, the oldest first.
    package func films(of study: String, besides film: FilmID) async throws -> [FilmID] {
        try await database.read { db in
            try Int64.fetchAll(db.cachedStatement(sql: SQL.ofStudy), arguments: [study, film.number])
                .map { FilmID($0) }
        }
    }

    /// Other films of the same person or from the same envelope, the oldest first.
    package func companions(of fingerprint: Fingerprint, limit: Int) async throws -> [RankedFingerprint] {
        try await rows(
            SQL.companions,
            [
                "same": fingerprint.sameList, "jacket": fingerprint.jacket,
                "film": fingerprint.film.number, "limit": limit,
            ])
    }

    package func fingerprint(of film: FilmID) async throws -> RankedFingerprint? {
        try await rows(SQL.byFilm, ["film": film.number]).first
    }

    /// Remembers that a reviewer decided that a film is another one than `rival`, and, where `person` is given, whose it
    /// is. Where no rival is known, it stands for itself, whatever it looks like.
    package func keep(_ film: FilmID, apartFrom rival: FilmID?, as person: PersonID?) async throws {
        try await database.write { db in
            if let rival, rival != film {
                try db.cachedStatement(sql: SQL.part).execute(arguments: [film.number, rival.number])
            }
            guard rival == nil || person != nil else { return }
            try db.cachedStatement(sql: SQL.keep).execute(
                arguments: ["film": film.number, "person": person?.text, "kept": rival == nil])
        }
    }

    /// Forgets what a person has said of which films it is not: that was taken back.
    package func rejoin(_ film: FilmID) async throws {
        try await database.write { db in
            try db.cachedStatement(sql: SQL.rejoin).execute(arguments: [film.number])
            try db.cachedStatement(sql: SQL.unkeep).execute(arguments: [film.number])
        }
    }

    /// Notes whose a film is by a person's word, where it went out as another's.
    package func reassign(_ film: FilmID, to person: PersonID) async throws {
        try await database.write { db in
            try db.cachedStatement(sql: SQL.keep).execute(
                arguments: ["film": film.number, "person": person.text, "kept": false])
        }
    }

    package func move(_ film: FilmID, to study: String) async throws {
        try await database.write { db in
            try db.cachedStatement(sql: SQL.move).execute(arguments: [study, film.number])
        }
    }

    /// The films that a reviewer has said are others than this one.
    package func apart(from film: FilmID) async throws -> Set<FilmID> {
        try await database.read { db in
            Set(
                try Int64.fetchAll(db.cachedStatement(sql: SQL.apart), arguments: [film.number])
                    .map { FilmID($0) })
        }
    }

    package func count() async throws -> Int {
        try await database.read { db in try Int.fetchOne(db, sql: SQL.count) ?? 0 }
    }

    /// Hands out the hash of every film, for an index in memory; `expecting` hears first how many there may be.
    package func eachHash(expecting: (Int) -> Void, _ body: (FilmID, FilmHashes) -> Void) throws {
        try database.read { db in
            expecting(try Int.fetchOne(db, sql: SQL.count) ?? 0)
            let rows = try Row.fetchCursor(db, sql: SQL.hashes)
            while let row = try rows.next() {
                if let hash = FilmHashes(row) { body(FilmID(row["film"]), hash) }
            }
        }
    }

    private func rows(_ sql: String, _ arguments: StatementArguments) async throws -> [RankedFingerprint] {
        try await database.read { db in
            try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
                RankedFingerprint(
                    fingerprint: Fingerprint(
                        film: FilmID(row["film"]), person: PersonID(row["person"]), jacket: row["jacket"],
                        study: row["study"], source: row["source"], picture: row["picture"],
                        hash: FilmHashes(row)),
                    rank: row["rank"], isKept: row["kept"])
            }
        }
    }
}

extension FilmHashes {
    /// Nil where a row has none.
    fileprivate init?(_ row: Row) {
        guard let trimmed = (row["hash"] as Data?).flatMap({ FilmHash(data: $0) }) else { return nil }
        self.init(
            trimmed: trimmed, lit: (row["lit_hash"] as Data?).flatMap { FilmHash(data: $0) } ?? trimmed)
    }
}

extension Fingerprint {
    /// The ids of `same` as JSON, in which SQLite takes a list.
    fileprivate var sameList: String {
        let list = try? JSONEncoder().encode(same.map(\.text).sorted())
        return list.map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }
}
