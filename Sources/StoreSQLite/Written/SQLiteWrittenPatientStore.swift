package import FilmModel
import Foundation
package import GRDB
package import PatientIndex

/// Whom instances name, in the ledger's database: which person each Patient ID was written for, and with which
/// identity each study began. Both are kept for ever and before anything is sent, so that in no archive one
/// Patient ID is two persons, nor one study two patients.
package struct SQLiteWrittenPatientStore: WrittenPatientStore {
    let database: any DatabaseWriter

    /// Opens the store, in the database that holds the index; makes or brings forward its tables.
    package init(_ database: any DatabaseWriter) throws {
        self.database = database
        var migrator = DatabaseMigrator()
        migrator.registerMigration("written-0001") { db in
            try db.execute(sql: SQL.schema)
            try Self.takeOver(db)
        }
        migrator.registerMigration("written-0002") { db in try db.execute(sql: SQL.following) }
        try migrator.migrate(database)
    }

    /// Claims a person's identity for a study. A study that has begun as this person's goes on under the Patient ID
    /// with which it began, newer numbers beside it. One that begins takes the person's first number that is nobody
    /// else's; where that is not the best one, only if a reviewer has decided so (`passesShared`). `takesOver`: the
    /// study was begun as another person's and nothing of it was ever sent.
    package func claim(
        _ study: String, for person: Person, passesShared: Bool, takesOver: Bool, at moment: Timestamp
    ) async throws -> IdentityClaim {
        // Nearly always the study has begun, or begins as many others do: the writer is asked only for what is new.
        let known = try await database.read { db in
            takesOver ? nil : try Self.begun(study, person, db)
        }
        if let known { return known }
        return try await database.write { db in
            if !takesOver, let known = try Self.begun(study, person, db) { return known }
            let identity = try Self.beginning(person, db)
            if identity.identifier != person.identifiers.first, !passesShared {
                return .shared(issuer: person.identifiers.first?.issuer ?? "")
            }
            try db.cachedStatement(sql: SQL.putNumber).execute(arguments: [
                "key": identity.identifier.key, "person": person.id.text, "at": moment.milliseconds,
            ])
            try db.cachedStatement(sql: SQL.putStudy).execute(arguments: [
                "study": study, "person": person.id.text, "identity": try Self.text(identity),
                "at": moment.milliseconds,
            ])
            return .identity(identity)
        }
    }

    /// What an archive is to name the patient of a study that is to be this person's by its keeper's hand. Claims nothing.
    package func wanted(_ study: String, for person: Person) async throws -> PatientIdentity {
        try await database.read { db in
            if case .identity(let identity) = try Self.begun(study, person, db) { return identity }
            return try Self.beginning(person, db)
        }
    }

    /// The identity under which a study of a person begins: the first number that is nobody else's.
    private static func beginning(_ person: Person, _ db: Database) throws -> PatientIdentity {
        let same = try SQLitePersonStore.same(as: person.id, db)
        var free = try person.identifiers.filter { try isFree($0, same, db) }
        if free.isEmpty { free = [try ownNumber(of: person, same, db)] }
        return PatientIdentity(person, identifiers: free)
    }

    /// Notes that a study is a person's now, under an identity that archives have by their keepers' hand.
    package func restate(
        _ study: String, as person: PersonID, _ identity: PatientIdentity, at moment: Timestamp
    ) async throws {
        try await database.write { db in
            try db.cachedStatement(sql: SQL.putNumber).execute(arguments: [
                "key": identity.identifier.key, "person": person.text, "at": moment.milliseconds,
            ])
            try db.cachedStatement(sql: SQL.putStudy).execute(arguments: [
                "study": study, "person": person.text, "identity": try Self.text(identity),
                "at": moment.milliseconds,
            ])
        }
    }

    /// Whose a Patient ID was written as; nil where it never was.
    package func person(writtenUnder identifier: PatientIdentifier) async throws -> PersonID? {
        try await database.read { db in
            try String.fetchOne(db.cachedStatement(sql: SQL.personOf), arguments: [identifier.key])
                .map { PersonID($0) }
        }
    }

    /// Whether a number under which a person was written is another person's by now.
    package func isPassedOn(_ identifier: PatientIdentifier, from person: PersonID) async throws -> Bool {
        try await database.read { db in
            try !Self.isFree(identifier, try SQLitePersonStore.same(as: person, db), db)
        }
    }

    /// The answer for a study that has begun; nil for one that has not.
    private static func begun(_ study: String, _ person: Person, _ db: Database) throws -> IdentityClaim? {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: SQL.study), arguments: [study]) else {
            return nil
        }
        let owner = PersonID(row["person"])
        let same = try SQLitePersonStore.same(as: person.id, db)
        guard same.contains(owner) else { return .another(owner) }
        let identity = try JSONDecoder().decode(
            PatientIdentity.self, from: Data((row["identity"] as String).utf8))
        if try SQLitePersonStore.isShared(identity.identifier, besides: same, db) {
            return .passedOn(issuer: identity.identifier.issuer)
        }
        let fresh = try person.identifiers.filter { identifier in
            guard identifier.key != identity.identifier.key else { return false }
            return try isFree(identifier, same, db)
        }
        return .identity(identity.adding(fresh, of: person))
    }

    /// Whether a number is this person's alone: by what was written, and by all that the index says and said.
    static func isFree(
        _ identifier: PatientIdentifier, _ same: Set<PersonID>, _ db: Database
    ) throws -> Bool {
        try isUnwritten(identifier, but: same, db)
            && !SQLitePersonStore.isShared(identifier, besides: same, db)
    }

    /// Whether nothing was written under a number as anybody else's, nor lies under it in an archive that followed the
    /// hospital, as long as it has it so.
    static func isUnwritten(
        _ identifier: PatientIdentifier, but same: Set<PersonID>, _ db: Database
    ) throws -> Bool {
        let owner = try String.fetchOne(
            db.cachedStatement(sql: SQL.personOf), arguments: [identifier.key])
        if let owner, !same.contains(PersonID(owner)) { return false }
        let followed = try String.fetchAll(
            db.cachedStatement(sql: SQL.followedUnder), arguments: [identifier.id])
        return followed.allSatisfy { same.contains(PersonID($0)) }
    }

    /// The index's own number of a person all of whose numbers are somebody else's too: where ids differ in case alone, or
    /// a hospital is called as the index is, with something behind it.
    private static func ownNumber(
        of person: Person, _ same: Set<PersonID>, _ db: Database
    ) throws -> PatientIdentifier {
        guard let own = person.identifiers.last else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        for number in 2...1000 {
            let candidate = PatientIdentifier("\(own.id)-\(number)", issuer: own.issuer)
            if try isFree(candidate, same, db) { return candidate }
        }
        return own
    }

    static func text(_ identity: PatientIdentity) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(identity), as: UTF8.self)
    }

    /// Takes over what was written before this store was there, from what the ledger keeps of the films sent. Where
    /// two persons were written under one number, the first one's stays: no other film follows.
    private static func takeOver(_ db: Database) throws {
        guard try db.tableExists("finding"), try db.tableExists("film") else { return }
        let films = try Row.fetchCursor(db, sql: SQL.sentFilms)
        while let film = try films.next() {
            let attributes = try JSONDecoder().decode(
                [String: String].self, from: Data((film["identity"] as String).utf8))
            let identity = PatientIdentity(written: attributes)
            guard !identity.id.isEmpty else { continue }
            let person: String = film["person"]
            let at: Int64? = film["matched_at"]
            try db.cachedStatement(sql: SQL.keepNumber).execute(arguments: [
                "key": identity.identifier.key, "person": person, "at": at ?? 0,
            ])
            try db.cachedStatement(sql: SQL.keepStudy).execute(arguments: [
                "study": film["study_uid"] as String, "person": person, "identity": try text(identity),
                "at": at ?? 0,
            ])
        }
    }

    enum SQL {
        static let schema = """
            CREATE TABLE written_number (
                key TEXT PRIMARY KEY NOT NULL, person TEXT NOT NULL, since INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE written_study (
                study TEXT PRIMARY KEY NOT NULL, person TEXT NOT NULL, identity TEXT NOT NULL,
                since INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """
        static let personOf = "SELECT person FROM written_number WHERE key = ?"
        static let study = "SELECT person, identity FROM written_study WHERE study = ?"
        static let putNumber = """
            INSERT INTO written_number (key, person, since) VALUES (:key, :person, :at)
            ON CONFLICT (key) DO NOTHING
            """
        static let putStudy = """
            INSERT INTO written_study (study, person, identity, since) VALUES (:study, :person, :identity, :at)
            ON CONFLICT (study) DO UPDATE SET person = excluded.person, identity = excluded.identity
            """
        static let keepNumber = "INSERT OR IGNORE INTO written_number VALUES (:key, :person, :at)"
        static let keepStudy = "INSERT OR IGNORE INTO written_study VALUES (:study, :person, :identity, :at)"
        static let sentFilms = """
            SELECT study_uid, identity, matched_at, COALESCE(decided_person, match_person) AS person
            FROM finding JOIN film ON film.id = finding.film
            WHERE film.store IS NOT NULL AND identity IS NOT NULL AND study_uid IS NOT NULL
                AND COALESCE(decided_person, match_person) IS NOT NULL
            ORDER BY finding.film
            """
    }
}
