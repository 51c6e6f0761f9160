package import FilmModel
package import Foundation
package import GRDB
import Tables

/// The master patient index in the ledger's database, in tables and migrations of its own.
package struct PersonStore: Sendable {
    private let database: any DatabaseWriter

    /// Opens the index; makes or brings forward its tables.
    package init(_ database: any DatabaseWriter) throws {
        self.database = database
        var migrator = DatabaseMigrator()
        migrator.registerMigration("persons-0001") { db in try db.execute(sql: SQL.schema) }
        try migrator.migrate(database)
    }

    /// Loads or refreshes the index from a CSV file, all or nothing. `name` stands in the errors.
    package func importFile(_ data: Data, name: String) async throws -> ImportSummary {
        let table = try CSVTable(data, name: name)
        try table.require(["person_id"], of: name)
        let persons = try Self.persons(table, name: name)
        return try await database.write { db in
            var summary = ImportSummary(persons: persons.count, added: 0, changed: 0, unchanged: 0, absent: 0)
            let before = try Int.fetchOne(db, sql: SQL.count) ?? 0
            for person in persons {
                let known = try Row.fetchOne(
                    db.cachedStatement(sql: SQL.byID), arguments: ["id": person.id.text]
                ).map(Person.init)
                if known == person {
                    summary.unchanged += 1
                    continue
                }
                if known == nil { summary.added += 1 } else { summary.changed += 1 }
                try db.cachedStatement(sql: SQL.put).execute(arguments: StatementArguments(person.columns))
            }
            summary.absent = before - summary.changed - summary.unchanged
            return summary
        }
    }

    private static func persons(_ table: CSVTable, name: String) throws -> [Person] {
        var faults: [String] = []
        var seen: Set<String> = []
        let persons: [Person] = table.rows.compactMap { row in
            guard let id = row["person_id"] else {
                faults.append("row \(row.number) has no person_id")
                return nil
            }
            guard seen.insert(id).inserted else {
                faults.append("row \(row.number) repeats a person_id")
                return nil
            }
            var person = Person(id: PersonID(id))
            person.nhsNumber = row["nhs_number"].map { NationalNumber($0)?.digits ?? $0 }
            person.localID = row["local_id"]
            person.localIDIssuer = row["local_id_issuer"]?.uppercased()
            person.familyName = row["family_name"]
            person.givenName = row["given_name"]
            person.middleNames = row["middle_names"]
            person.previousFamilyName = row["previous_family_name"]
            for column in ["birth_date", "death_date"] where row[column] != nil {
                if PartialDate(row[column] ?? "") == nil {
                    faults.append("row \(row.number): \(column) is no date")
                }
            }
            person.birthDate = row["birth_date"].flatMap { PartialDate($0) }
            person.deathDate = row["death_date"].flatMap { PartialDate($0) }
            person.sex = row["sex"].flatMap { Sex($0) }
            person.address = row["address"]
            person.town = row["town"]
            person.postcode = row["postcode"]
            return person
        }
        guard faults.isEmpty else { throw IndexError.rows(faults, of: name) }
        return persons
    }

    package func count() async throws -> Int {
        try await database.read { try Int.fetchOne($0, sql: SQL.count) ?? 0 }
    }

    /// The person of that id, or nil.
    package func person(_ id: PersonID) async throws -> Person? {
        try await fetch(SQL.byID, ["id": id.text]).first
    }

    func persons(nationalNumber: String) async throws -> [Person] {
        try await fetch(SQL.byNationalNumber, ["number": nationalNumber])
    }

    func persons(localID: String, issuer: TrustID) async throws -> [Person] {
        try await fetch(SQL.byLocalID, ["id": localID, "issuer": issuer.code])
    }

    func persons(surname: String, birthDate: PartialDate) async throws -> [Person] {
        try await fetch(SQL.bySurname, ["surname": surname, "birth_date": birthDate.description])
    }

    private func fetch(
        _ sql: String, _ arguments: [String: (any DatabaseValueConvertible)?]
    ) async throws -> [Person] {
        let values = StatementArguments(arguments)
        return try await database.read { db in
            try Row.fetchAll(db.cachedStatement(sql: sql), arguments: values).map(Person.init)
        }
    }
}
