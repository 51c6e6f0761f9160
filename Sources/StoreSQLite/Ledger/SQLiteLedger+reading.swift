package import FilmModel
import GRDB
package import MigrationQueue

extension SQLiteLedger {
    package func add(_ trust: TrustRecord) async throws {
        try await write { db in
            try db.run(
                SQL.putTrust,
                [
                    "code": trust.trust.code, "name": trust.name, "weight": trust.weight,
                    "limit": trust.maxInFlight, "paused": trust.paused,
                ])
        }
    }

    package func change(
        _ trust: TrustID, name: String?, weight: Int?, maxInFlight: Int?
    ) async throws -> TrustRecord {
        try await write { db in
            let values: [String: (any DatabaseValueConvertible)?] = [
                "code": trust.code, "name": name, "weight": weight, "limit": maxInFlight,
            ]
            guard let row = try db.row(SQL.changeTrust, values) else { throw Self.lostRow }
            return try TrustRecord(row)
        }
    }

    package func trusts() async throws -> [TrustRecord] {
        try await read { db in try db.rows(SQL.trusts).map { try TrustRecord($0) } }
    }

    package func add(_ destination: DestinationRecord) async throws -> Int {
        try await write { db in
            let all = try db.rows(SQL.destinations)
            let others = all.filter { $0["name"] != destination.name }
            let stays = all.contains {
                $0["name"] == destination.name && $0["host"] == destination.host
                    && $0["port"] == destination.port && $0["ae_title"] == destination.aeTitle
            }
            if destination.role == .primary, let other = others.first(where: { $0["role"] == "primary" }) {
                throw LedgerError(
                    .conflict, "the archive \(other["name"] as String) is the primary already",
                    remedy: "add this one with --role second-copy, or change that one's role first")
            }
            if let other = others.first(where: {
                $0["host"] == destination.host && $0["port"] == destination.port
                    && $0["ae_title"] == destination.aeTitle
            }) {
                throw LedgerError(
                    .conflict, "the archive \(other["name"] as String) has this address already",
                    remedy: "a second copy is another archive: name its own AE title, host and port")
            }
            try db.run(
                SQL.putDestination,
                [
                    "name": destination.name, "aet": destination.aeTitle, "host": destination.host,
                    "port": destination.port, "role": destination.role.rawValue, "tls": destination.tls,
                    "syntax": destination.transferSyntax,
                ])
            guard !stays else { return 0 }
            let verified = try Int.fetchOne(db, sql: SQL.allVerified) ?? 0
            if verified > 0 { try db.run(SQL.rereadAll, ["name": destination.name]) }
            return verified
        }
    }

    package func destinations() async throws -> [DestinationRecord] {
        try await read { db in try db.rows(SQL.destinations).map { DestinationRecord($0) } }
    }

    package func record(identity: String, of destination: DestinationRecord) async throws {
        try await write { db in
            try db.run(
                SQL.setIdentity,
                [
                    "name": destination.name, "identity": identity, "aet": destination.aeTitle,
                    "host": destination.host, "port": destination.port, "tls": destination.tls,
                ])
        }
    }

    package func batches() async throws -> [(batch: BatchRecord, counts: StateCounts)] {
        try await read { db in
            let inFlight = Dictionary(
                uniqueKeysWithValues: try db.quick(SQL.inFlightByBatch).all { ($0.int(), Int($0.int())) })
            return try db.rows(SQL.batches).map { row in
                var counts = StateCounts(row)
                counts.claim(inFlight[row["id"], default: 0])
                return (try BatchRecord(row), counts)
            }
        }
    }

    package func batch(named name: String) async throws -> BatchRecord {
        try await read { db in
            if let row = try db.row(SQL.batchByName, ["name": name]) { return try BatchRecord(row) }
            throw LedgerError(
                .unknownBatch, "there is no batch of that name", remedy: "see `filmmigrate batch list`")
        }
    }

    package func film(named name: String) async throws -> FilmRecord {
        try await read { db in
            if name.hasPrefix("#"), let number = Int64(name.dropFirst()),
                let film = try self.found(FilmID(number), db)
            {
                return film
            }
            // A batch's or a film's name may itself hold the divider, so each place is tried; and a name that
            // fits two films is nobody's: a decision must never reach the other one.
            var films: [Int64] = []
            for place in name.indices where name[place] == "/" {
                films += try db.quick(SQL.filmByReference).all(
                    .text(String(name[..<place])), .text(String(name[name.index(after: place)...]))
                ) { $0.int() }
            }
            if films.isEmpty {
                films = try db.quick(SQL.filmsByBureauNumber).all(.text(name)) { $0.int() }
            }
            guard let film = films.first else {
                throw LedgerError(
                    .unknownFilm, "there is no film of that name",
                    remedy: "name it as BATCH/FILM; see `filmmigrate batch show BATCH`")
            }
            guard films.count == 1 else {
                throw LedgerError(
                    .ambiguous, "several films bear that name",
                    remedy: "name it as BATCH/FILM, or as #NUMBER as `filmmigrate film show` prints it")
            }
            return try self.film(FilmID(film), db)
        }
    }

    package func film(_ id: FilmID) async throws -> FilmRecord { try await read { try self.film(id, $0) } }

    func film(_ id: FilmID, _ db: Database) throws -> FilmRecord {
        guard let film = try found(id, db) else { throw Self.lostRow }
        return film
    }

    private func found(_ id: FilmID, _ db: Database) throws -> FilmRecord? {
        try db.quick(HotSQL.filmByID.sql).first(.int(id.number)) { row in
            try FilmRecord(&row) { try self.batch($0, db) }
        }
    }

    package func films(of batch: BatchID) async throws -> [FilmRecord] {
        try await read { db in
            let range = try db.quick(SQL.filmRange).first(.int(batch.number)) { ($0.int(), $0.int()) }
            guard let range else { return [] }
            return try db.quick(SQL.filmsOfBatch).all(.int(range.0), .int(range.1), .int(batch.number)) {
                row in try FilmRecord(&row) { try self.batch($0, db) }
            }
        }
    }

    package func filmIDs(of batch: BatchID) async throws -> [FilmID] {
        try await read { db in
            let range = try db.quick(SQL.filmRange).first(.int(batch.number)) {
                (first: $0.maybeInt() ?? 1, last: $0.maybeInt() ?? 0)
            }
            guard let range else { return [] }
            return try db.quick(SQL.filmIDsOfBatch).all(
                .int(range.first), .int(range.last), .int(batch.number)
            ) { FilmID($0.int()) }
        }
    }

    package func states(of films: [FilmID]) async throws -> [FilmID: FilmState] {
        try await read { db in
            var states: [FilmID: FilmState] = [:]
            for film in films {
                states[film] =
                    try db.quick(SQL.filmState).first(.int(film.number)) {
                        FilmState(rawValue: $0.text())
                    } ?? nil
            }
            return states
        }
    }

    package func history(of film: FilmID) async throws -> [HistoryEntry] {
        try await read { db in
            var entries: [HistoryEntry] = []
            for row in try db.rows(SQL.history, ["film": film.number]) {
                let actor: String = row["actor"]
                if let claimed = row["claimed_at"] as Int64? {
                    entries.append(Self.claim(at: claimed, by: actor))
                }
                entries.append(
                    HistoryEntry(
                        at: Timestamp(milliseconds: row["at"]), event: row["event"], cause: row["cause"],
                        actor: actor))
            }
            if let row = try db.row(SQL.claimInHand, ["film": film.number]) {
                entries.append(Self.claim(at: row["since"], by: row["worker"]))
            }
            return entries
        }
    }

    private static func claim(at: Int64, by worker: String) -> HistoryEntry {
        HistoryEntry(
            at: Timestamp(milliseconds: at), event: FilmEvent.claim.rawValue, cause: nil, actor: worker)
    }

    package func stores(of film: FilmID) async throws -> [StoreRecord] {
        try await read { db in try db.rows(SQL.stores, ["film": film.number]).map(StoreRecord.init) }
    }

    package func stores(of batch: BatchID) async throws -> [FilmID: [StoreRecord]] {
        try await read { db in
            try db.rows(SQL.storesOfBatch, ["batch": batch.number]).reduce(into: [:]) { films, row in
                films[FilmID(row["owner"]), default: []].append(StoreRecord(row))
            }
        }
    }

    package func tallies() async throws -> [TrustID: StateCounts] {
        try await read { db in
            var tallies: [TrustID: StateCounts] = [:]
            let inFlight = try db.inFlightByTrust()
            for row in try db.rows(SQL.trustCounts) {
                var counts = StateCounts(row)
                counts.claim(inFlight[row["trust"], default: 0])
                tallies[try Self.trust(row["trust"])] = counts
            }
            return tallies
        }
    }

    package func verifiedSince(_ moment: Timestamp) async throws -> [TrustID: [Int64: Int]] {
        try await read { db in
            var pace: [TrustID: [Int64: Int]] = [:]
            for row in try db.rows(SQL.paceSince, ["minute": moment.milliseconds / 60_000]) {
                pace[try Self.trust(row["trust"]), default: [:]][row["minute"]] = row["films"]
            }
            return pace
        }
    }

    package func verifiedByDay() async throws -> [TrustID: [String: Int]] {
        try await read { db in
            var days: [TrustID: [String: Int]] = [:]
            for row in try db.rows(SQL.verifiedByDay) {
                days[try Self.trust(row["trust"]), default: [:]][row["day"]] = row["films"]
            }
            return days
        }
    }

    static func trust(_ code: String) throws -> TrustID {
        guard let trust = TrustID(code) else { throw lostRow }
        return trust
    }
}

extension SQLiteLedger {
    /// The version of the SQLite that is linked at run time, such as `3.40.1`.
    package static var libraryVersion: String {
        (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }) ?? ""
    }
}
