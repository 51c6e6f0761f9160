package import FilmModel
import GRDB
package import MigrationQueue

extension SQLiteLedger {
    package func pause(_ trust: TrustID, _ paused: Bool) async throws {
        try await update(SQL.pauseTrust, ["key": trust.code, "paused": paused]) { Self.noTrust(trust) }
    }

    package func weigh(_ trust: TrustID, _ weight: Int) async throws {
        try await update(SQL.weighTrust, ["key": trust.code, "weight": weight]) { Self.noTrust(trust) }
    }

    private static func noTrust(_ trust: TrustID) -> LedgerError {
        LedgerError(
            .unknownTrust, "there is no Trust \(trust)", remedy: "see `filmmigrate trust list`")
    }

    package func pause(archive: String, _ paused: Bool) async throws {
        try await update(SQL.pauseDestination, ["key": archive, "paused": paused]) { Self.noArchive }
    }

    package func remove(archive: String) async throws {
        try await write { db in
            guard try !(db.quick(SQL.hasFilms).first(.text(archive)) { $0.int() == 1 } ?? false) else {
                throw LedgerError(
                    .refused, "films were sent to the archive \(archive): what it has must stay provable",
                    remedy:
                        "`filmmigrate archive pause \(archive)`, or correct its address with `archive add`")
            }
            try db.run(SQL.deleteDestination, ["name": archive])
            guard db.changesCount == 1 else { throw Self.noArchive }
            try db.run(SQL.deleteClosingsOf, ["name": archive])
            try db.run(SQL.deleteArchivePairs, ["name": archive])
        }
    }

    package func cap(archive: String, at limit: Int?) async throws {
        try await update(SQL.capDestination, ["name": archive, "limit": limit]) { Self.noArchive }
    }

    package func limit(archive: String, bytesPerSecond limit: Int?) async throws {
        try await update(SQL.limitBytes, ["name": archive, "limit": limit]) { Self.noArchive }
    }

    package func note(trouble: String?, of archive: String, at: Timestamp) async throws {
        try await update(
            SQL.setTrouble, ["name": archive, "message": trouble, "at": at.milliseconds]
        ) { Self.noArchive }
    }

    package func note(refusal: String?, of archive: String, at: Timestamp) async throws {
        try await update(
            LedgerSchema.setRefusal, ["name": archive, "message": refusal, "at": at.milliseconds]
        ) { Self.noArchive }
    }

    private static var noArchive: LedgerError {
        LedgerError(
            .refused, "there is no archive of that name", remedy: "see `filmmigrate archive list`")
    }

    private func update(
        _ sql: String, _ values: [String: (any DatabaseValueConvertible & Sendable)?],
        orElse missing: @Sendable () -> LedgerError
    ) async throws {
        try await write { db in
            try db.run(sql, values.mapValues { $0 })
            guard db.changesCount == 1 else { throw missing() }
        }
    }

    package func add(_ closing: Closing) async throws -> Closing {
        let (scope, subject) = closing.scope.columns
        let bits = closing.days.reduce(0) { $0 | (1 << $1.rawValue) }
        return try await write { db in
            let row = try db.row(
                SQL.insertClosing,
                ["scope": scope, "subject": subject, "days": bits, "from": closing.from, "to": closing.to])
            var added = closing
            added.id = row?["id"] ?? 0
            return added
        }
    }

    package func remove(closing id: Int64) async throws {
        try await update(SQL.deleteClosing, ["id": id]) {
            LedgerError(
                .refused, "there are no closed hours of that number", remedy: "see `filmmigrate window list`")
        }
    }

    package func closings() async throws -> [Closing] {
        try await read { db in try self.closings(db) }
    }

    func closings(_ db: Database) throws -> [Closing] { try db.rows(SQL.closings).map { try Closing($0) } }

    package func closed(at: Timestamp) async throws -> Set<Closing.Scope> {
        try Admission.closed(try await closings(), at: at)
    }

    package func ask(for films: [FilmID], by day: Timestamp, actor: String, at: Timestamp) async throws
        -> Int
    {
        let day = day.londonDayNumber
        return try await inPages(films.map(\.number), at: at) { change, film in
            guard [.queued, .delivered, .held].contains(film.state), (film.dueDay ?? .max) > day else {
                return false
            }
            let kind: WorkKind = film.state == .delivered ? .verify : .migrate
            let place = film.state == .held ? nil : try change.withdraw(film, kind)
            try change.db.run(SQL.askFor, ["day": day, "id": film.film])
            film = try change.standing(film.film)
            try change.log("asked_for", of: &film, cause: nil, actor: actor)
            if let place { try change.enqueue(change.renewed(place.place, film)) }
            return true
        }
    }

    package func depths(limit: Int) async throws -> [LaneDepth] {
        try await read { db in
            let trusts = try db.rows(SQL.trusts).map { $0["code"] as String }
            var depths: [LaneDepth] = []
            for kind in WorkKind.allCases {
                for lane in Lane.allCases {
                    var depth = LaneDepth(kind: kind, lane: lane, films: 0, isAtLeast: false)
                    for trust in trusts where !depth.isAtLeast {
                        for number in [lane.rawValue, lane.rawValue + Place.parked] {
                            depth.films +=
                                try db.quick(SQL.depth).first(
                                    .text(trust), .text(kind.rawValue), .int(number), .int(limit)
                                ) { Int($0.int()) } ?? 0
                        }
                        depth.isAtLeast = depth.films >= limit
                    }
                    depth.films = min(depth.films, limit)
                    depths.append(depth)
                }
            }
            return depths
        }
    }
}

extension Closing.Scope {
    /// The columns `scope` and `subject`.
    fileprivate var columns: (String, String) {
        switch self {
        case .all: ("all", "")
        case .trust(let trust): ("trust", trust.code)
        case .archive(let name): ("archive", name)
        }
    }
}
