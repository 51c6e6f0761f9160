import FilmModel
import GRDB

/// The changes of the tallies that a transaction's moves add up to, written once at its end.
struct TallyChanges {
    private struct Key: Hashable {
        let trust: String
        let state: FilmState
    }

    private var changes: [Key: (films: Int, cost: Int)] = [:]

    /// Counts a film of `cost` out of one state (nil: it is new) and into another.
    mutating func move(trust: String, cost: Int, from: FilmState?, to: FilmState) {
        if let from { add(trust, from, films: -1, cost: -cost) }
        add(trust, to, films: 1, cost: cost)
    }

    private mutating func add(_ trust: String, _ state: FilmState, films: Int, cost: Int) {
        var entry = changes[Key(trust: trust, state: state), default: (0, 0)]
        entry.films += films
        entry.cost += cost
        changes[Key(trust: trust, state: state)] = entry
    }

    func write(to db: Database) throws {
        for (key, change) in changes where change.films != 0 || change.cost != 0 {
            // A negative row never passes the table's CHECK, not even on its way to an UPDATE.
            let sql =
                change.films >= 0 && change.cost >= 0
                ? SQLiteLedger.SQL.changeTally : SQLiteLedger.SQL.lowerTally
            try db.run(
                sql,
                [
                    "trust": key.trust, "state": key.state.rawValue, "films": change.films,
                    "cost": change.cost,
                ])
        }
    }
}

extension Database {
    /// Executes a cached statement with named arguments.
    func run(_ sql: String, _ arguments: [String: (any DatabaseValueConvertible)?]) throws {
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
}
