import FilmModel
import Foundation
import GRDB
import Testing

@testable import PatientIndex
@testable import StoreSQLite

@Suite("Persons are filed under their keys, in buckets")
struct KeyBucketTests {
    private struct Draw {
        var state: UInt64

        mutating func next(_ below: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % below
        }
    }

    @Test("whatever is filed and taken out, in any order and any pieces, a key has the rows of a set")
    func changes() throws {
        var draw = Draw(state: 42)
        let keys = (0..<12).map { UInt64($0) << 56 | draw.next(1 << 31) }
        var expected: [UInt64: Set<UInt32>] = [:]
        try DatabaseQueue().write { db in
            try db.execute(sql: SQLitePersonStore.SQL.schema + SQLitePersonStore.SQL.buckets)
            for _ in 0..<30 {
                var changes = KeyChanges()
                var touched: Set<UInt64> = []
                for _ in 0..<40 {
                    let key = keys[Int(draw.next(12))]
                    let row = UInt32(draw.next(50))
                    // One person's key is changed once a piece, as an import does it.
                    guard touched.insert(key << 8 ^ UInt64(row)).inserted else { continue }
                    if draw.next(3) == 0 {
                        changes.unfile(key, row)
                        expected[key]?.remove(row)
                    } else {
                        changes.file(key, row)
                        if draw.next(4) == 0 { changes.file(key, row) }
                        expected[key, default: []].insert(row)
                    }
                }
                try changes.write(db)
                for key in keys {
                    let data = try Data.fetchOne(
                        db, sql: SQLitePersonStore.SQL.entriesOf, arguments: [KeyBucket.number(ofKey: key)])
                    let rows = KeyBucket.rows(filedUnder: key, in: data ?? Data())
                    #expect(rows == (expected[key] ?? []).sorted())
                }
            }
        }
    }

    @Test("what is taken out and filed again in one piece stays")
    func replaced() {
        #expect(KeyChanges.merge([1, 5, 9], [5, 9], [5, 7]) == [1, 5, 7])
        #expect(KeyChanges.merge([], [3], [3, 3]) == [3])
    }

    @Test("an index of version 1 is filed anew: it decides, counts and finds as one that is imported today")
    func fromFirst() async throws {
        let text = """
            person_id,nhs_number,family_name,given_name,birth_date,address,town,postcode,merged_into
            A,4010232137,MacPhail,Brydie,1931-04-02,12 High Street,Halifax,HX1 1AA,
            B,,Ashworth,Mary,1940-05-06,3 Low Road,Leeds,LS1 1AA,A
            C,,Brown,John,1950-06-07,4 Mid Lane,Leeds,LS1 1AB,
            """
        let database = try DatabaseQueue()
        let fresh = try SQLitePersonStore(database)
        _ = try await fresh.importFile(Data(text.utf8), name: "index.csv")
        let without = text.split(separator: "\n").dropLast().joined(separator: "\n")
        _ = try await fresh.importFile(Data(without.utf8), name: "index.csv", allowedLoss: 1)
        let old = try DatabaseQueue()
        try Self.copy(database, toFirst: old)
        let moved = try SQLitePersonStore(old)
        for table in ["person_form", "person_count WHERE count > 0", "person_bucket WHERE entries <> x''"] {
            #expect(try Self.rows(database, table) == Self.rows(old, table), "\(table)")
        }
        var label = RawRecord()
        (label.nhsNumber, label.birthDate) = ("4010232137", "1931-04-02")
        #expect(try await moved.decide(label, Decider()).best?.id == PersonID("A"))
        #expect(try await moved.person(PersonID("B"))?.id == PersonID("A"))
        #expect(try await moved.person(PersonID("C"))?.familyName == "Brown")
    }

    private static func rows(_ database: DatabaseQueue, _ table: String) throws -> Set<Row> {
        try database.read { try Set(Row.fetchAll($0, sql: "SELECT * FROM \(table)")) }
    }

    /// Writes an index as version 1 had it: the same persons, with forms, keys and counts of its own.
    private static func copy(_ new: DatabaseQueue, toFirst old: DatabaseQueue) throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("persons-0001") { try $0.execute(sql: SQLitePersonStore.SQL.schema) }
        try migrator.migrate(old)
        let persons = try new.read { try Row.fetchAll($0, sql: "SELECT * FROM person") }
        let forms = try new.read { try Row.fetchAll($0, sql: "SELECT row, survivor FROM person_form") }
        try old.write { db in
            for row in persons {
                let places = Array(repeating: "?", count: row.count).joined(separator: ", ")
                try db.execute(
                    sql: "INSERT INTO person VALUES (\(places))",
                    arguments: StatementArguments(row.databaseValues))
            }
            for row in forms {
                try db.execute(
                    sql: "INSERT INTO person_form VALUES (?, ?, x'00')",
                    arguments: StatementArguments(row.databaseValues))
            }
            try db.execute(
                sql: "INSERT INTO person_key VALUES (1, 1); INSERT INTO person_count VALUES (7, 3), (0, 1)")
        }
    }
}
