package import FilmModel
import Foundation
import GRDB
import PatientIndex

/// Who a person is and was: merges and renumberings are links with dates, and what the index said of a person
/// before is kept. Whoever was decided on stays written; who that is, is asked when it is read.
extension SQLitePersonStore {
    /// Every id that is this person now, itself included: those that were merged into or renumbered to the same
    /// survivor. An id that the index does not know is only itself.
    package func same(as id: PersonID) async throws -> Set<PersonID> {
        try await database.read { try Self.same(as: id, $0) }
    }

    /// The person whom an id named at a moment, with what the index said of that person then. Nil where the index
    /// does not know the id.
    package func person(_ id: PersonID, at moment: Timestamp) async throws -> Person? {
        try await database.read { db in
            guard var row = try Self.row(of: id, db) else { return nil }
            // Links can't be a ring at one moment; the bound holds a damaged table.
            for _ in 0..<1000 {
                guard
                    let next = try Int64.fetchOne(
                        db.cachedStatement(sql: SQL.linkAt),
                        arguments: ["row": row, "at": moment.milliseconds])
                else { break }
                row = next
            }
            let past = try Row.fetchOne(
                db.cachedStatement(sql: SQL.pastAt), arguments: ["row": row, "at": moment.milliseconds])
            let now = try Row.fetchOne(db.cachedStatement(sql: SQL.byRow), arguments: [row])
            return (past ?? now).map(Person.init)
        }
    }

    /// All that a person is or was called, under any of the ids that are this person; but no number that is another
    /// person's now, or was before: that counts only where the index gives it to this person now and nothing was ever
    /// written under it as somebody else's. An id that the hospital has given to somebody else leads to two people, who are
    /// two in the index. Blocks; for the thread of a lane.
    package func aliases(of id: PersonID) throws -> PatientAliases {
        try database.read { db in
            let same = try Self.same(as: id, db)
            var aliases = PatientAliases()
            for one in same {
                guard let row = try Self.row(of: one, db) else { continue }
                for person in try Self.versions(of: row, db) {
                    aliases.add(
                        person,
                        try person.identifiers.filter { identifier in
                            try !Self.isShared(identifier, besides: same, db)
                                || SQLiteWrittenPatientStore.isInherited(identifier, by: same, db)
                        },
                        isElsewhere: try person.localID.map { try Self.isFiledElsewhere($0, same, db) }
                            ?? false)
                }
            }
            return aliases
        }
    }

    /// Whether anybody else is, or was, filed under a hospital's number, whatever hospital's.
    private static func isFiledElsewhere(
        _ local: String, _ same: Set<PersonID>, _ db: Database
    ) throws -> Bool {
        let number = NumberText.local(local)
        let key = BlockingKeys.local(number)
        let bucket = try Data.fetchOne(
            db.cachedStatement(sql: SQL.entriesOf), arguments: [KeyBucket.number(ofKey: key)])
        return try KeyBucket.rows(filedUnder: key, in: bucket ?? Data()).contains { row in
            try versions(of: Int64(row), db).contains { person in
                !same.contains(person.id) && NumberText.local(person.localID) == number
            }
        }
    }

    /// Everything that the index says and said of a row.
    static func versions(of row: Int64, _ db: Database) throws -> [Person] {
        let now = try Row.fetchAll(db.cachedStatement(sql: SQL.byRow), arguments: [row])
        let past = try Row.fetchAll(db.cachedStatement(sql: SQL.past), arguments: [row])
        return (now + past).map(Person.init)
    }

    static func row(of id: PersonID, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: SQL.rowOfID), arguments: [id.text])
    }

    static func same(as id: PersonID, _ db: Database) throws -> Set<PersonID> {
        Set(
            try String.fetchAll(db.cachedStatement(sql: SQL.sameAs), arguments: ["person": id.text])
                .map { PersonID($0) }
        ).union([id])
    }

    /// Whether a number is another person's too, or was another's before it became this one's. Two who had it at the
    /// same time were a mistake; where one of them has lost it since, the mistake is mended, and it is the other's.
    ///
    /// `inThePast`: whether what was another's before counts.
    static func isShared(
        _ identifier: PatientIdentifier, besides same: Set<PersonID>, inThePast: Bool = true, _ db: Database
    ) throws -> Bool {
        let key = IdentifierKey.of(identifier)
        let bucket = try Data.fetchOne(
            db.cachedStatement(sql: SQL.entriesOf), arguments: [KeyBucket.number(ofKey: key)])
        // Since when it is this person's; never where the person does not have it now.
        var since = Int64.max
        // Until when it was anybody else's.
        var until: Int64?
        for row in Set(KeyBucket.rows(filedUnder: key, in: bucket ?? Data())) {
            // Buckets hold a part of the key: what is found is looked at.
            guard let holding = try Holding(Int64(row), identifier, db) else { continue }
            if same.contains(holding.person) {
                if holding.isNow { since = min(since, holding.since) }
            } else if holding.isNow {
                return true
            } else if inThePast {
                until = max(until ?? holding.until, holding.until)
            }
        }
        return until.map { since >= $0 } ?? false
    }

    /// When a person of the index had a number.
    private struct Holding {
        let person: PersonID
        let isNow: Bool
        /// Since when the person has it, where that is now; 0 where it was so from the first extract on.
        let since: Int64
        /// Until when the person last had it before.
        let until: Int64

        /// Nil where the person never had it.
        init?(_ row: Int64, _ identifier: PatientIdentifier, _ db: Database) throws {
            func has(_ person: Person) -> Bool { person.identifiers.contains { $0.key == identifier.key } }
            guard
                let now = try Row.fetchOne(db.cachedStatement(sql: SQL.byRow), arguments: [row])
                    .map(Person.init)
            else { return nil }
            person = now.id
            isNow = has(now)
            let past = try Row.fetchAll(db.cachedStatement(sql: SQL.past), arguments: [row])
                .map { (person: Person($0), until: $0["until_at"] as Int64) }
            since = past.filter { !has($0.person) }.map(\.until).max() ?? 0
            until = past.filter { has($0.person) }.map(\.until).max() ?? 0
            guard isNow || until > 0 else { return nil }
        }
    }
}
