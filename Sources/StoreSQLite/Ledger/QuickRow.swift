import GRDBSQLite
import MigrationQueue

/// A row of a `QuickStatement`, read column by column from the left. Lives no longer than the step.
@safe
struct QuickRow {
    private let handle: OpaquePointer
    private var column: CInt = 0

    init(_ handle: OpaquePointer) { unsafe self.handle = handle }

    mutating func int() -> Int64 {
        defer { column += 1 }
        return unsafe sqlite3_column_int64(handle, column)
    }

    mutating func maybeInt() -> Int64? {
        guard unsafe sqlite3_column_type(handle, column) != SQLITE_NULL else {
            column += 1
            return nil
        }
        return int()
    }

    mutating func maybeReal() -> Double? {
        defer { column += 1 }
        guard unsafe sqlite3_column_type(handle, column) != SQLITE_NULL else { return nil }
        return unsafe sqlite3_column_double(handle, column)
    }

    mutating func text() -> String { maybeText() ?? "" }

    mutating func maybeText() -> String? {
        defer { column += 1 }
        guard let bytes = unsafe sqlite3_column_text(handle, column) else { return nil }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}
