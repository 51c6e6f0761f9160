import GRDB
import GRDBSQLite

extension Database {
    /// Runs `body`; SQLite breaks off what it does for it after `limit` (`SQLITE_INTERRUPT`). It looks at the clock itself
    /// now and then: a timer beside each reading would stay until its time has come.
    func within<T>(_ limit: Duration, _ body: () throws -> T) throws -> T {
        var end = ContinuousClock.now + limit
        let handle = unsafe sqliteConnection
        return try unsafe withUnsafeMutablePointer(to: &end) { end in
            unsafe sqlite3_progress_handler(
                handle, 20_000,
                { context in
                    guard let end = unsafe context?.assumingMemoryBound(to: ContinuousClock.Instant.self)
                    else { return 0 }
                    return unsafe end.pointee < .now ? 1 : 0
                }, end)
            defer { unsafe sqlite3_progress_handler(handle, 0, nil, nil) }
            return try body()
        }
    }
}
