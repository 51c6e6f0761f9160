import FilmModel
package import GRDB

/// The fingerprints of all films that were digitised, in the ledger's database, in a table of its own.
package struct FingerprintStore: Sendable {
    private let database: any DatabaseWriter

    private enum SQL {
        static let schema = """
            CREATE TABLE fingerprint (
                film INTEGER PRIMARY KEY NOT NULL, person TEXT NOT NULL, source TEXT NOT NULL,
                picture TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX fingerprint_by_picture ON fingerprint (picture);
            """
        static let put = "INSERT OR REPLACE INTO fingerprint VALUES (:film, :person, :source, :picture)"
        static let byPicture = """
            SELECT * FROM fingerprint WHERE picture = :picture AND film <> :film ORDER BY film LIMIT 50
            """
    }

    package init(_ database: any DatabaseWriter) throws {
        self.database = database
        var migrator = DatabaseMigrator()
        migrator.registerMigration("fingerprints-0001") { db in try db.execute(sql: SQL.schema) }
        try migrator.migrate(database)
    }

    /// Registers a fingerprint, durably.
    func register(_ fingerprint: Fingerprint) async throws {
        try await database.write { db in
            try db.cachedStatement(sql: SQL.put).execute(arguments: [
                "film": fingerprint.film.number, "person": fingerprint.person.text,
                "source": fingerprint.source, "picture": fingerprint.picture,
            ])
        }
    }

    /// The fingerprints of other films with the same picture.
    func rivals(of fingerprint: Fingerprint) async throws -> [Fingerprint] {
        try await database.read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: SQL.byPicture),
                arguments: ["picture": fingerprint.picture, "film": fingerprint.film.number]
            ).map { row in
                Fingerprint(
                    film: FilmID(row["film"]), person: PersonID(row["person"]), source: row["source"],
                    picture: row["picture"])
            }
        }
    }
}
