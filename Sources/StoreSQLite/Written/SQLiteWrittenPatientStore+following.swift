package import FilmModel
import Foundation
import GRDB
package import PatientIndex

/// Archives follow the hospital: what a study is called there is not what was sent any more. It is kept for each archive, so
/// that what is sent there late goes with it.
extension SQLiteWrittenPatientStore {
    /// Notes as whom an archive has a study by a read-back: nil where that is the Patient ID that was sent. The number is
    /// nobody else's as long as the archive has it so.
    package func note(
        _ study: String, in archive: String, as identity: PatientIdentity?, of person: PersonID,
        at moment: Timestamp
    ) async throws {
        let known = try await database.read { try Self.followed(study, archive, $0) }
        guard known?.identity != identity else { return }
        try await database.write { db in
            guard let identity else {
                try db.execute(sql: SQL.dropFollowed, arguments: [study, archive])
                return
            }
            let number = try Self.number(identity, of: person, db)
            try db.execute(
                sql: SQL.putFollowed,
                arguments: [
                    "study": study, "archive": archive, "person": person.text,
                    "identity": try Self.text(identity), "number": number.id, "issuer": number.issuer,
                    "at": moment.milliseconds,
                ])
        }
    }

    /// Whether a number that was another person's is these persons' alone by now, and nothing is or was under it as
    /// anybody else's: an archive that follows the hospital may have their films under it.
    static func isInherited(
        _ identifier: PatientIdentifier, by same: Set<PersonID>, _ db: Database
    ) throws -> Bool {
        guard try db.tableExists("followed_study"), try isUnwritten(identifier, but: same, db) else {
            return false
        }
        let isTheirs = try same.contains { id in
            guard let row = try SQLitePersonStore.row(of: id, db) else { return false }
            return try Row.fetchOne(db.cachedStatement(sql: SQLitePersonStore.SQL.byRow), arguments: [row])
                .map { Person($0).identifiers.contains { $0.key == identifier.key } } ?? false
        }
        return try isTheirs && !SQLitePersonStore.isShared(identifier, besides: same, inThePast: false, db)
    }

    /// As whom an archive that has followed the hospital has a study, as far as is known; nil where it is as was sent.
    package func followed(_ study: String, in archive: String) async throws -> PatientIdentity? {
        try await database.read { try Self.followed(study, archive, $0)?.identity }
    }

    /// What an instance of a study is to name its patient in an archive that has followed the hospital: nil where that is
    /// what it names everywhere.
    package func claim(_ study: String, in archive: String, for person: Person) async throws -> IdentityClaim?
    {
        try await database.read { db in
            guard let (following, identity, number) = try Self.followed(study, archive, db) else {
                return nil
            }
            let same = try SQLitePersonStore.same(as: person.id, db)
            guard same.contains(following.person) else { return .another(following.person) }
            guard try Self.isFree(number, same, db) || Self.isInherited(number, by: same, db) else {
                return .passedOn(issuer: number.issuer)
            }
            let fresh = try person.identifiers.filter { identifier in
                guard identifier.key != number.key else { return false }
                return try Self.isFree(identifier, same, db)
            }
            return .identity(identity.adding(fresh, of: person))
        }
    }

    /// Studies that archives have under a number that is another person's by now, and of which that was not told yet.
    package func followingsPassedOn() async throws -> [FollowedStudy] {
        try await database.read { db in
            try Row.fetchAll(db, sql: SQL.untold).compactMap { row in
                let person = PersonID(row["person"])
                let number = PatientIdentifier(row["number"], issuer: row["issuer"])
                let same = try SQLitePersonStore.same(as: person, db)
                if try Self.isFree(number, same, db) || Self.isInherited(number, by: same, db) { return nil }
                return FollowedStudy(study: row["study"], archive: row["archive"], person: person)
            }
        }
    }

    /// Films of these studies were held for it.
    package func close(_ followings: [FollowedStudy]) async throws {
        try await database.write { db in
            for following in followings {
                try db.execute(sql: SQL.tell, arguments: [following.study, following.archive])
            }
        }
    }

    private static func followed(
        _ study: String, _ archive: String, _ db: Database
    ) throws -> (following: FollowedStudy, identity: PatientIdentity, number: PatientIdentifier)? {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: SQL.followed), arguments: [study, archive])
        else { return nil }
        let identity = try JSONDecoder().decode(
            PatientIdentity.self, from: Data((row["identity"] as String).utf8))
        return (
            FollowedStudy(study: study, archive: archive, person: PersonID(row["person"])), identity,
            PatientIdentifier(row["number"], issuer: row["issuer"])
        )
    }

    /// A number in the form in which it would be sent: a hospital's archive writes the hospital's own without its issuer
    /// before it.
    private static func number(
        _ identity: PatientIdentity, of person: PersonID, _ db: Database
    ) throws -> PatientIdentifier {
        for id in try SQLitePersonStore.same(as: person, db) {
            guard let row = try SQLitePersonStore.row(of: id, db) else { continue }
            for version in try SQLitePersonStore.versions(of: row, db) {
                guard let local = version.localID, let whole = version.localIdentifier else { continue }
                let bare = PatientIdentifier(local, issuer: version.localIDIssuer ?? "")
                guard bare.key == identity.identifier.key,
                    identity.issuer.isEmpty || identity.issuer == bare.issuer
                else { continue }
                return whole
            }
        }
        return identity.identifier
    }
}

extension SQLiteWrittenPatientStore.SQL {
    /// Version 2.
    static let following = """
        CREATE TABLE followed_study (
            study TEXT NOT NULL, archive TEXT NOT NULL, person TEXT NOT NULL, identity TEXT NOT NULL,
            number TEXT NOT NULL, issuer TEXT NOT NULL, since INTEGER NOT NULL,
            is_told INTEGER NOT NULL DEFAULT 0 CHECK (is_told IN (0, 1)), PRIMARY KEY (study, archive)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX followed_study_by_number ON followed_study (number COLLATE NOCASE);
        """
    static let followed = "SELECT * FROM followed_study WHERE study = ? AND archive = ?"
    static let putFollowed = """
        INSERT OR REPLACE INTO followed_study (study, archive, person, identity, number, issuer, since)
        VALUES (:study, :archive, :person, :identity, :number, :issuer, :at)
        """
    static let followedUnder = "SELECT person FROM followed_study WHERE number = ? COLLATE NOCASE"
    static let dropFollowed = "DELETE FROM followed_study WHERE study = ? AND archive = ?"
    static let untold = "SELECT * FROM followed_study WHERE NOT is_told ORDER BY study, archive"
    static let tell = "UPDATE followed_study SET is_told = 1 WHERE study = ? AND archive = ?"
}
