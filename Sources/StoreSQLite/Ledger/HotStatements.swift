import GRDB
import MigrationQueue

/// The writer's statements that run once a film, prepared once.
final class HotStatements: @unchecked Sendable {
    // because every use is inside a transaction of the pool's one writer, which is serial.
    private var prepared = [QuickStatement?](repeating: nil, count: SQLiteLedger.HotSQL.allCases.count)

    func statement(_ key: SQLiteLedger.HotSQL, _ db: Database) throws -> QuickStatement {
        if let statement = prepared[key.rawValue] { return statement }
        let statement = QuickStatement(try db.makeStatement(sql: key.sql))
        prepared[key.rawValue] = statement
        return statement
    }
}
