package import FilmModel
package import GRDB
package import PatientIndex

/// The master patient index in the ledger's database, in tables and migrations of its own.
package struct SQLitePersonStore: PersonStore {
    let database: any DatabaseWriter

    /// Opens the index; makes or brings forward its tables.
    package init(_ database: any DatabaseWriter) throws {
        self.database = database
        var migrator = DatabaseMigrator()
        migrator.registerMigration("persons-0001") { db in try db.execute(sql: SQL.schema) }
        migrator.registerMigration("persons-0002") { db in
            try db.execute(sql: SQL.buckets)
            try PersonWriter.fileAgain(db)
        }
        migrator.registerMigration("persons-readings") { db in
            // Numbers and dates are read in more ways, and more values are counted.
            try db.execute(sql: SQL.clearEntries)
            try PersonWriter.fileAgain(db)
        }
        migrator.registerMigration("persons-0003") { db in
            try db.execute(sql: SQL.history)
            try PersonWriter.fileIdentifiers(db)
        }
        migrator.registerMigration("persons-readings-2") { db in
            // Hospital numbers are read without captions and issuers.
            try db.execute(sql: SQL.clearEntries)
            try PersonWriter.fileAgain(db)
            try PersonWriter.fileIdentifiers(db)
            try PersonWriter.filePastIdentifiers(db)
        }
        migrator.registerMigration("persons-0004") { db in try db.execute(sql: SQL.changes) }
        migrator.registerMigration("persons-readings-3") { db in
            // Persons are filed under their hospital numbers' digits alone, too.
            try db.execute(sql: SQL.clearEntries)
            try PersonWriter.fileAgain(db)
            try PersonWriter.fileIdentifiers(db)
            try PersonWriter.filePastIdentifiers(db)
        }
        migrator.registerMigration("persons-readings-4") { db in
            // Numbers are read without their accents, whichever form of Unicode they come in.
            try db.execute(sql: SQL.clearEntries)
            try PersonWriter.fileAgain(db)
            try PersonWriter.fileIdentifiers(db)
            try PersonWriter.filePastIdentifiers(db)
        }
        try migrator.migrate(database)
    }

    /// How many persons there are to be found, those that were merged into others aside.
    package func count() async throws -> Int {
        try await database.read { try Int.fetchOne($0, sql: SQL.countOf, arguments: [0]) ?? 0 }
    }

    /// Who the person of that id is now: of one that was merged into another, the other. Nil where there is none.
    package func person(_ id: PersonID) async throws -> Person? {
        try await database.read { db in
            try Row.fetchOne(db.cachedStatement(sql: SQL.byID), arguments: [id.text]).map(Person.init)
        }
    }

    /// Whether a person is in the last extract, or was merged into one who is.
    package func isCurrent(_ id: PersonID) async throws -> Bool {
        try await database.read { db in
            try Bool.fetchOne(db.cachedStatement(sql: SQL.isCurrentByID), arguments: [id.text]) ?? false
        }
    }

    /// Decides for one label against the index as it stands.
    package func decide(_ record: RawRecord, _ decider: Decider) async throws -> LabelDecision {
        try await database.read { db in try decider.decide(record, in: try SQLitePersonStoreReader(db)) }
    }
}
