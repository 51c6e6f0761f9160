import Foundation
import GRDB
import PatientIndex

/// The index in the database, within one reading.
final class SQLitePersonStoreReader: CandidateSource {
    private let db: Database
    private let forms: FormStatement

    init(_ db: Database) throws {
        self.db = db
        forms = FormStatement(try db.cachedStatement(sql: SQLitePersonStore.SQL.featuresOf))
    }

    var personCount: Int {
        get throws { try count(0) }
    }

    func count(_ key: UInt64) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: SQLitePersonStore.SQL.countOf), arguments: [Int64(bitPattern: key)]) ?? 0
    }

    func id(_ row: UInt32) throws -> String {
        try String.fetchOne(db.cachedStatement(sql: SQLitePersonStore.SQL.idOf), arguments: [Int64(row)])
            ?? ""
    }

    func record(_ row: UInt32) throws -> (features: Features, pool: [UInt8]) {
        try forms.withForm(row) { features, pool in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(pool.count)
            for index in pool.indices { bytes.append(pool[index]) }
            return (features, bytes)
        } ?? (Features(), [])
    }

    func rank(_ keys: [UInt64], _ comparer: Comparer, _ scorer: Scorer, into ranking: inout Ranking) throws {
        try visit(keys) { row, person, texts in score(row, person, texts, comparer, scorer, into: &ranking) }
    }

    func visit(_ keys: [UInt64], _ body: (UInt32, Features, Span<UInt8>) throws -> Void) throws {
        var rows: [UInt32] = []
        let statement = try db.cachedStatement(sql: SQLitePersonStore.SQL.entriesOf)
        for key in Set(keys) {
            guard let entries = try Data.fetchOne(statement, arguments: [KeyBucket.number(ofKey: key)])
            else { continue }
            let found = KeyBucket.rows(filedUnder: key, in: entries)
            if found.count > PersonTable.blockLimit, BlockingKeys.isCommon(key) { continue }
            rows += found
        }
        // In the order of the table: neighbours lie on one page.
        rows.sort()
        var last: UInt32?
        for row in rows where row != last {
            last = row
            try forms.withForm(row) { person, texts in try body(row, person, texts) }
        }
    }
}
