import GRDB
import MigrationQueue

extension Database {
    /// Executes a cached statement with named arguments.
    func run(_ sql: String, _ arguments: [String: (any DatabaseValueConvertible)?] = [:]) throws {
        try cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }

    /// Executes a cached statement and answers all its rows.
    func rows(_ sql: String, _ arguments: [String: (any DatabaseValueConvertible)?] = [:]) throws -> [Row] {
        try Row.fetchAll(try cachedStatement(sql: sql), arguments: StatementArguments(arguments))
    }

    /// Executes a cached statement and answers its first row.
    func row(_ sql: String, _ arguments: [String: (any DatabaseValueConvertible)?] = [:]) throws -> Row? {
        try Row.fetchOne(try cachedStatement(sql: sql), arguments: StatementArguments(arguments))
    }

    /// Films that workers have on their way to the primary archive, by Trust: few, whatever the depth.
    func inFlightByTrust() throws -> [String: Int] {
        let counts = try quick(SQLiteLedger.SQL.inFlightByTrust).all { ($0.text(), Int($0.int())) }
        return Dictionary(uniqueKeysWithValues: counts)
    }

    /// A cached statement with positional parameters.
    func quick(_ sql: String) throws -> QuickStatement { QuickStatement(try cachedStatement(sql: sql)) }
}
