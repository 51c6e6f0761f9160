import FilmModel
package import GRDB
import Glibc
package import MigrationQueue
import Synchronization

/// The ledger in SQLite, through GRDB: WAL, `synchronous = FULL`, one writer. Statements stand in `SQL`.
package final class SQLiteLedger: Ledger {
    /// The database, for the modules that keep their own tables in the same file.
    package let database: DatabasePool
    /// Whose turn it is, for each kind of work: a Trust's debt in one kind is none in the other. A restart
    /// loses at most one round.
    let shares = Mutex<[WorkKind: Turns]>([:])
    /// Batches by number: what is read here of one never changes.
    private let known = Mutex<[Int64: BatchRecord]>([:])
    private let hot = HotStatements()
    /// Films whose clinic date is at most this many days away go in the urgent lane.
    let urgentDays: Int64

    /// Opens the ledger at `path`. With `create`, makes it where there is none; without, a missing file is
    /// an error. Brings an older ledger forward; refuses a newer one, and one that cannot be made durable.
    package init(path: String, create: Bool, urgentDays: Int = 14) throws {
        self.urgentDays = Int64(urgentDays)
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.patience)
        configuration.label = "ledger"
        configuration.maximumReaderCount = 4
        do {
            // Opening read-only first never makes a file where a name was mistyped.
            try Self.examine(path, orEmpty: create)
        } catch let error as LedgerError where create && error.code == .missing {
            // It is made below.
        }
        do {
            database = try DatabasePool(path: path, configuration: configuration)
            try Self.makeDurable(database)
            try LedgerSchema.migrator.migrate(database)
        } catch let error as DatabaseError {
            throw Self.translate(error, path: path)
        }
    }

    /// Refuses a file that is missing, no ledger, or newer than this program; changes nothing. `orEmpty` lets
    /// a database without tables pass: what is left where the ledger's making was cut short.
    package static func examine(_ path: String, orEmpty: Bool = false) throws {
        do {
            do {
                try look(path, orEmpty: orEmpty, readonly: true)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
                // A kill while the ledger was being made leaves a rollback journal, which only one who may
                // write can roll back; SQLite refuses every other reader until then.
                try look(path, orEmpty: orEmpty, readonly: false)
            }
        } catch let error as DatabaseError {
            throw translate(error, path: path)
        }
    }

    private static func look(_ path: String, orEmpty: Bool, readonly: Bool) throws {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(15)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { db in
            if orEmpty, try Int.fetchOne(db, sql: SQL.countSchema) == 0 { return }
            guard try Int.fetchOne(db, sql: SQL.applicationID) == LedgerSchema.applicationID else {
                throw LedgerError(
                    .otherVersion, "\(path) is not a ledger of filmmigrate",
                    remedy: "name the right workspace, or restore the ledger from its backup")
            }
            let applied = try String.fetchAll(db, sql: SQL.appliedMigrations)
                .filter { $0.hasPrefix(LedgerSchema.prefix) }
            let newer = Set(applied).subtracting(LedgerSchema.migrator.migrations)
            guard newer.isEmpty else {
                throw LedgerError(
                    .otherVersion, "the ledger \(path) was written by a newer version of filmmigrate",
                    remedy: "install that version, or restore the backup made before the upgrade")
            }
        }
    }

    /// GRDB sets `synchronous = NORMAL` when it opens a WAL database, so FULL is set afterwards, and read
    /// back: paper films are let go on the strength of these commits.
    private static func makeDurable(_ database: DatabasePool) throws {
        try database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
            // The log is carried over every 32 MiB: a page that many commits touch is then written once.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
            try db.execute(sql: "PRAGMA cache_size = -65536")
            let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
            let journal = try String.fetchOne(db, sql: "PRAGMA journal_mode")
            guard synchronous == 2, journal == "wal" else {
                throw LedgerError(
                    .notDurable, "SQLite does not take synchronous FULL with WAL here",
                    remedy: "keep the workspace on a local disk, not on a network file system")
            }
        }
    }

    /// What SQLite answers, as an error that an operator can act on; never its text, which may hold values.
    package static func translate(_ error: DatabaseError, path: String) -> LedgerError {
        switch error.resultCode {
        case .SQLITE_CANTOPEN:
            LedgerError(
                .missing, "there is no ledger that can be opened at \(path)",
                remedy: "`filmmigrate init`, or name the workspace with --workspace")
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            LedgerError(
                .broken, "the ledger \(path) is damaged or no database",
                remedy: "stop, keep the file, restore the latest backup")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            LedgerError(
                .unreachable, "the ledger \(path) stayed locked by another program",
                remedy: "wait for the other command to end and run this one again")
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_PERM:
            LedgerError(
                .unreachable, "the ledger \(path) can't be read or written (\(error.resultCode.rawValue))",
                remedy: "free disk space, check the permissions, then run the same command again")
        default:
            LedgerError(
                .broken, "the ledger refused a change (SQLite \(error.extendedResultCode.rawValue))",
                remedy: "run `filmmigrate doctor`; nothing was changed")
        }
    }

    var path: String { database.path }

    /// Turns of Trusts, and inside each of its lanes.
    struct Turns {
        var trusts = FairShare()
        var lanes: [String: LaneShare] = [:]
    }

    /// When the log was written last, and how long it is: every commit appends to it or begins it anew. Two commits within
    /// one tick of the file system's clock may look like one.
    package func changeMark() async throws -> Int64 {
        var status = stat()
        guard unsafe stat(path + "-wal", &status) == 0 else { return 0 }
        let time = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
        return time ^ (Int64(status.st_size) << 20)
    }

    /// A transaction of moves; its counters are written at its end.
    func change<T: Sendable>(at: Timestamp, _ body: @Sendable (Change) throws -> T) async throws -> T {
        try await write { db in
            let change = try Change(db, self.hot, at: at, urgentDays: self.urgentDays)
            let answer = try body(change)
            try change.end()
            return answer
        }
    }

    /// A film's batch, read once.
    func batch(_ id: Int64, _ db: Database) throws -> BatchRecord {
        if let batch = known.withLock({ $0[id] }) { return batch }
        guard let row = try db.row(SQL.batchByID, ["id": id]) else { throw Self.lostRow }
        let batch = try BatchRecord(row)
        known.withLock { batches in
            if batches.count > 1000 { batches = [:] }
            batches[id] = batch
        }
        return batch
    }

    /// A transaction; SQLite's errors come out as the operator's.
    func write<T: Sendable>(_ body: @Sendable (Database) throws -> T) async throws -> T {
        do { return try await database.write { try body($0) } } catch let error as DatabaseError {
            throw Self.translate(error, path: path)
        }
    }

    /// A snapshot of one moment. It ends after `readLimit`, since the log can't be cleared while it lasts;
    /// `unlimited` is for commands that a person waits for beside the service.
    func read<T: Sendable>(
        unlimited: Bool = false, limit: Duration = readLimit,
        _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T {
        do {
            guard !unlimited else { return try await database.read { try body($0) } }
            return try await database.read { db in try db.within(limit) { try body(db) } }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            throw LedgerError(
                .unreachable, "reading the ledger \(path) took too long",
                remedy: "ask for less at once, or run again when the machine is less busy")
        } catch let error as DatabaseError {
            throw Self.translate(error, path: path)
        }
    }

    /// How long a change waits for another process's, in seconds: what is brought forward when a ledger is opened by a
    /// newer version takes as long as the ledger is deep, and a run beside it has to outlast that.
    private static let patience = 300.0
    /// How long one reading may last.
    static let readLimit = Duration.seconds(60)
}
