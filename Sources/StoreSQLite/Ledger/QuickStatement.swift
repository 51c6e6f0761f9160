import GRDB
import GRDBSQLite
import MigrationQueue

/// One prepared statement with positional parameters, bound and stepped without boxing: for the statements
/// that run once a film, where GRDB's named arguments and rows cost several times what SQLite does
/// (docs/performance.md). GRDB owns the handle; this is used on its connection's queue alone.
struct QuickStatement {
    /// What a parameter can be.
    enum Value {
        case int(Int64)
        case text(String)
        case real(Double)
        case null

        static func int(_ value: Int) -> Self { .int(Int64(value)) }
        static func maybe(_ value: String?) -> Self { value.map(Self.text) ?? .null }
        static func maybe(_ value: Int64?) -> Self { value.map(Self.int) ?? .null }
        static func maybe(_ value: Int?) -> Self { value.map { .int(Int64($0)) } ?? .null }
        static func maybe(_ value: Double?) -> Self { value.map(Self.real) ?? .null }
    }

    private let statement: Statement

    init(_ statement: Statement) { self.statement = statement }

    /// Executes a statement that answers no row.
    func run(_ values: Value...) throws {
        try execute(values) { while try step() {} }
    }

    /// Executes a statement and answers what `read` makes of its first row, or nil where there is none.
    func first<T>(_ values: Value..., read: (inout QuickRow) throws -> T) throws -> T? {
        try execute(values) {
            guard try step() else { return nil }
            var row = unsafe QuickRow(statement.sqliteStatement)
            return try read(&row)
        }
    }

    /// Executes a statement and answers what `read` makes of each row.
    func all<T>(_ values: Value..., read: (inout QuickRow) throws -> T) throws -> [T] {
        var answers: [T] = []
        try execute(values) {
            while try step() {
                var row = unsafe QuickRow(statement.sqliteStatement)
                answers.append(try read(&row))
            }
        }
        return answers
    }

    /// Binds, runs `body`, and leaves the statement without a value. SQLite copies no text: all of them lie in
    /// one place that outlives the run.
    private func execute<T>(_ values: [Value], _ body: () throws -> T) throws -> T {
        var bytes = 1
        for case .text(let text) in values { bytes += text.utf8.count }
        return try unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes) { place in
            let handle = unsafe statement.sqliteStatement
            defer {
                unsafe sqlite3_reset(handle)
                unsafe sqlite3_clear_bindings(handle)
            }
            guard var free = place.baseAddress else { throw SQLiteLedger.lostRow }
            for (index, value) in values.enumerated() {
                let code = unsafe bind(value, at: CInt(index + 1), of: handle, &free)
                guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
            }
            return try body()
        }
    }

    private func step() throws -> Bool {
        switch unsafe sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
    }

    /// Binds one value; a text is copied to `free`, which moves on behind it.
    private func bind(
        _ value: Value, at place: CInt, of handle: OpaquePointer, _ free: inout UnsafeMutablePointer<CChar>
    ) -> CInt {
        switch value {
        case .int(let number): return unsafe sqlite3_bind_int64(handle, place, number)
        case .real(let number): return unsafe sqlite3_bind_double(handle, place, number)
        case .null: return unsafe sqlite3_bind_null(handle, place)
        case .text(var text):
            let start = unsafe free
            let count = text.withUTF8 { bytes in
                if let source = bytes.baseAddress {
                    unsafe UnsafeMutableRawPointer(start).copyMemory(from: source, byteCount: bytes.count)
                }
                return bytes.count
            }
            unsafe free += count
            return unsafe sqlite3_bind_text(handle, place, start, CInt(count), nil)
        }
    }
}
