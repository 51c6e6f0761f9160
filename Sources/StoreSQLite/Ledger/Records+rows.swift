import FilmModel
import GRDB
import MigrationQueue

extension BatchRecord {
    /// Reads a row of `batch`.
    init(_ row: Row) throws {
        self.init(
            id: BatchID(row["id"]), name: row["name"], bureau: row["bureau"], number: row["number"],
            trust: try SQLiteLedger.trust(row["trust"]), digest: row["digest"], custody: row["custody"],
            takenInAt: Timestamp(milliseconds: row["taken_in_at"]), paused: row["paused"],
            cancelledAt: (row["cancelled_at"] as Int64?).map(Timestamp.init(milliseconds:)))
        isBeingCancelled = (row["cancelled_epoch"] as Int64?) == Change.isBeingCancelled
    }
}

extension TrustRecord {
    /// Reads a row of `trust`.
    init(_ row: Row) throws {
        self.init(
            trust: try SQLiteLedger.trust(row["code"]), name: row["name"], weight: row["weight"],
            maxInFlight: row["max_in_flight"], paused: row["paused"])
    }
}

extension DestinationRecord {
    /// Reads a row of `destination`.
    init(_ row: Row) {
        self.init(
            name: row["name"], aeTitle: row["ae_title"], host: row["host"], port: row["port"],
            role: Role(rawValue: row["role"]) ?? .secondCopy, identity: row["identity"],
            tls: row["tls"])
        maxInFlight = row["max_in_flight"]
        paused = row["paused"]
        transferSyntax = row["transfer_syntax"]
        bytesPerSecond = row["bytes_per_second"]
        commits = row["commits"]
        differences = row["differences"]
        trouble = (row["trouble"] as String?).map {
            Trouble(message: $0, since: Timestamp(milliseconds: row["trouble_since"] ?? 0))
        }
        refusal = (row["refusal"] as String?).map {
            Trouble(message: $0, since: Timestamp(milliseconds: row["refusal_since"] ?? 0))
        }
        pausedFor = (row["paused_for"] as String?).map {
            Trouble(message: $0, since: Timestamp(milliseconds: row["paused_since"] ?? 0))
        }
    }
}

extension ArchivePair {
    /// Reads a row of `archive_pair`.
    init(_ row: Row) {
        self.init(
            first: row["first"], second: row["second"], firstMark: row["first_mark"],
            secondMark: row["second_mark"], verdict: Verdict(rawValue: row["verdict"]) ?? .unclear)
    }
}

extension Closing {
    /// Reads a row of `closing`.
    init(_ row: Row) throws {
        let subject: String = row["subject"]
        let scope: Scope =
            switch row["scope"] as String {
            case "trust": .trust(try SQLiteLedger.trust(subject))
            case "archive": .archive(subject)
            default: .all
            }
        let bits: Int = row["days"]
        self.init(
            id: row["id"], scope: scope,
            days: Set(Weekday.allCases.filter { bits & (1 << $0.rawValue) != 0 }),
            from: row["from_minute"], to: row["to_minute"])
    }
}

extension StateCounts {
    /// Reads the seven counters of a row; a row without them counts nothing.
    init(_ row: Row) {
        self.init()
        for state in FilmState.allCases { self[state] = row[state.rawValue] ?? 0 }
    }

    /// Counts films as in flight that the counters have as queued.
    mutating func claim(_ films: Int) {
        self[.queued] -= films
        self[.inFlight] += films
    }
}

extension StoreRecord {
    init(_ row: Row) {
        self.init(
            destination: row["destination"], sopInstanceUID: row["sop_uid"],
            sentAt: (row["sent_at"] as Int64?).map(Timestamp.init(milliseconds:)),
            dimseStatus: row["dimse_status"],
            verifiedAt: (row["verified_at"] as Int64?).map(Timestamp.init(milliseconds:)),
            method: row["method"])
    }
}
