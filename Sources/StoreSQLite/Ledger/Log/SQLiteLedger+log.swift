import GRDB
import Glibc
package import MigrationQueue

extension SQLiteLedger {
    /// Who keeps the log from being cleared, where more than `bytes` of it can't be carried over.
    package func logBlockage(above bytes: Int = LogBlockage.alarm) async throws -> LogBlockage? {
        // The file keeps its size after it was cleared, so its size alone says little; it costs least to ask.
        guard fileSize(path + "-wal") > bytes else { return nil }
        do {
            let waiting = try await database.writeWithoutTransaction { db in
                let log = try db.checkpoint(.passive)
                let page = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4096
                return (log.walFrameCount - log.checkpointedFrameCount) * page
            }
            guard waiting > bytes else { return nil }
            return LogBlockage(bytes: waiting, readers: LedgerReader.all(of: path))
        } catch let error as DatabaseError {
            throw Self.translate(error, path: path)
        }
    }

    private func fileSize(_ path: String) -> Int {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
