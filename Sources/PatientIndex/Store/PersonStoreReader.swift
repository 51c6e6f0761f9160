import GRDB

/// The index in the database, within one reading.
final class PersonStoreReader: CandidateSource {
    private let db: Database
    private var pool: [UInt8] = []

    init(_ db: Database) { self.db = db }

    var personCount: Int {
        get throws { try count(0) }
    }

    func count(_ key: UInt64) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: PersonStore.SQL.countOf), arguments: [Int64(bitPattern: key)]) ?? 0
    }

    func id(_ row: UInt32) throws -> String {
        try String.fetchOne(db.cachedStatement(sql: PersonStore.SQL.idOf), arguments: [Int64(row)]) ?? ""
    }

    func record(_ row: UInt32) throws -> (features: Features, pool: [UInt8]) {
        var pool: [UInt8] = []
        let features = try features(row, into: &pool)
        return (features ?? Features(), pool)
    }

    func rank(_ keys: [UInt64], _ comparer: Comparer, _ scorer: Scorer, into ranking: inout Ranking) throws {
        var rows: Set<Int64> = []
        let statement = try db.cachedStatement(sql: PersonStore.SQL.filedUnder)
        for key in keys {
            let found = try Int64.fetchAll(
                statement, arguments: [Int64(bitPattern: key), PersonTable.blockLimit + 1])
            if found.count > PersonTable.blockLimit, BlockingKeys.isCommon(key) { continue }
            rows.formUnion(found)
        }
        // In the order of the table: neighbours lie on one page.
        for row in rows.sorted() {
            pool.removeAll(keepingCapacity: true)
            guard let person = try features(UInt32(row), into: &pool) else { continue }
            let texts = pool
            score(UInt32(row), person, texts.span, comparer, scorer, into: &ranking)
        }
    }

    private func features(_ row: UInt32, into pool: inout [UInt8]) throws -> Features? {
        let statement = try db.cachedStatement(sql: PersonStore.SQL.featuresOf)
        guard let found = try Row.fetchOne(statement, arguments: [Int64(row)]) else { return nil }
        var features = Features(found[1], into: &pool)
        features?.survivor = UInt32(found[0] as Int64)
        return features
    }
}
