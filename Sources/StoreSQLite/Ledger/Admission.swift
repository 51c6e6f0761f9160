import FilmModel
import GRDB
import MigrationQueue

/// Who may be served now, decided before a film's row is touched: pauses, closed hours, caps of Trusts and of
/// archives.
struct Admission {
    /// How many films may be claimed by what the archives allow.
    let room: Int
    let candidates: [FairShare.Candidate]

    /// What a claim asks of an archive.
    private struct Archive {
        let name: String
        let isPrimary: Bool
        let paused: Bool
        let maxInFlight: Int?

        /// Reads the columns of `SQL.archivesInUse`.
        init(_ row: inout QuickRow) {
            name = row.text()
            isPrimary = row.text() == DestinationRecord.Role.primary.rawValue
            paused = row.int() == 1
            maxInFlight = row.maybeInt().map { Int($0) }
        }
    }

    init(_ kind: WorkKind, _ change: Change, _ closings: [Closing]) throws {
        let closed = try Self.closed(closings, at: change.at)
        let archives = try change.db.quick(SQLiteLedger.SQL.archivesInUse).all { Archive(&$0) }
        room = closed.contains(.all) ? 0 : try Self.room(kind, archives, closed, change.db)
        guard room > 0 else {
            candidates = []
            return
        }
        let trusts = try change.db.quick(SQLiteLedger.SQL.trustsInTurn).all { row in
            (code: row.text(), weight: Int(row.int()), limit: row.maybeInt().map { Int($0) })
        }
        // How many are in flight is asked only where that is limited.
        let isLimited = kind == .migrate && trusts.contains { $0.limit != nil }
        let inFlight = isLimited ? try change.db.inFlightByTrust() : [:]
        candidates = trusts.map { trust in
            let limit = kind == .migrate ? trust.limit : nil
            return FairShare.Candidate(
                trust: trust.code, weight: trust.weight,
                room: limit.map { max(0, $0 - inFlight[trust.code, default: 0]) } ?? .max)
        }
        .filter { candidate in
            closed.isEmpty || !(TrustID(candidate.trust).map { closed.contains(.trust($0)) } ?? false)
        }
    }

    /// What is closed at a moment of London's clock, or will be before a film that is begun now is done.
    static func closed(_ closings: [Closing], at: Timestamp) throws -> Set<Closing.Scope> {
        Set(try closings.filter { try $0.isClosed(at: at) }.map(\.scope))
    }

    /// `migrate` needs the primary archive, `verify` needs them all.
    private static func room(
        _ kind: WorkKind, _ archives: [Archive], _ closed: Set<Closing.Scope>, _ db: Database
    ) throws -> Int {
        let needed = archives.filter { kind == .verify || $0.isPrimary }
        guard !needed.contains(where: { $0.paused || closed.contains(.archive($0.name)) }) else { return 0 }
        guard let cap = needed.compactMap(\.maxInFlight).min() else { return .max }
        return max(0, cap - (try Int.fetchOne(db, sql: SQLiteLedger.SQL.leasesByKind) ?? 0))
    }
}
