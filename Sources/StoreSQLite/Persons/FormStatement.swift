import GRDB
import GRDBSQLite
import PatientIndex

/// The statement that reads a person's form, stepped without copying or boxing: a search reads some thousand
/// forms, and a row of GRDB's costs several times what SQLite does. GRDB owns the handle; this is used on its
/// connection's queue alone.
struct FormStatement {
    private let statement: Statement

    init(_ statement: Statement) { self.statement = statement }

    /// Calls `body` with a row's form and the bytes that its texts lie in, which live as long as the call.
    /// Nil where there is no such row.
    func withForm<T>(_ row: UInt32, _ body: (Features, Span<UInt8>) throws -> T) throws -> T? {
        let handle = unsafe statement.sqliteStatement
        defer { unsafe sqlite3_reset(handle) }
        unsafe sqlite3_bind_int64(handle, 1, Int64(row))
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: break
        case SQLITE_DONE: return nil
        case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
        let count = unsafe Int(sqlite3_column_bytes(handle, 1))
        guard let base = unsafe sqlite3_column_blob(handle, 1) else { return nil }
        let bytes = unsafe UnsafeRawBufferPointer(start: base, count: count)
        return try unsafe bytes.withMemoryRebound(to: UInt8.self) { buffer in
            let span = unsafe buffer.span
            guard var features = Features(span) else { return nil }
            features.survivor = unsafe UInt32(truncatingIfNeeded: sqlite3_column_int64(handle, 0))
            return try body(features, span)
        }
    }
}
