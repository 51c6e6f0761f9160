import GRDB
import GRDBSQLite

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
        try bind(values)
        defer { reset() }
        while try step() {}
    }

    /// Executes a statement and answers what `read` makes of its first row, or nil where there is none.
    func first<T>(_ values: Value..., read: (inout QuickRow) throws -> T) throws -> T? {
        try bind(values)
        defer { reset() }
        guard try step() else { return nil }
        var row = unsafe QuickRow(statement.sqliteStatement)
        return try read(&row)
    }

    /// Executes a statement and answers what `read` makes of each row.
    func all<T>(_ values: Value..., read: (inout QuickRow) throws -> T) throws -> [T] {
        try bind(values)
        defer { reset() }
        var answers: [T] = []
        while try step() {
            var row = unsafe QuickRow(statement.sqliteStatement)
            answers.append(try read(&row))
        }
        return answers
    }

    private func reset() {
        unsafe sqlite3_reset(statement.sqliteStatement)
    }

    private func step() throws -> Bool {
        switch unsafe sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            reset()
            throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
    }

    private func bind(_ values: [Value]) throws {
        for (index, value) in values.enumerated() {
            let place = CInt(index + 1)
            let code =
                switch value {
                case .int(let number): unsafe sqlite3_bind_int64(statement.sqliteStatement, place, number)
                case .real(let number): unsafe sqlite3_bind_double(statement.sqliteStatement, place, number)
                case .null: unsafe sqlite3_bind_null(statement.sqliteStatement, place)
                case .text(var text): bind(&text, at: place)
                }
            guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        }
    }

    /// SQLite copies the text before this returns (`SQLITE_TRANSIENT`, -1).
    private func bind(_ text: inout String, at place: CInt) -> CInt {
        let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        return text.withUTF8 { bytes in
            // An empty text has no address, and a null address would be NULL.
            guard let base = bytes.baseAddress, !bytes.isEmpty else {
                return unsafe sqlite3_bind_text(statement.sqliteStatement, place, "", 0, transient)
            }
            return unsafe base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                unsafe sqlite3_bind_text(
                    statement.sqliteStatement, place, $0, CInt(bytes.count), transient)
            }
        }
    }
}
