package import FilmModel
import GRDB
package import MigrationQueue

extension SQLiteLedger: ProofLedger {
    package func note(differenceAt archive: String, pauseAt limit: Int, at: Timestamp) async throws -> Bool {
        try await write { db in
            try db.run(SQL.countDifference, ["name": archive])
            let words =
                "\(limit.counted("film")) came back different: see `filmmigrate errors`, then `archive resume`"
            try db.run(
                SQL.pauseDifferent,
                ["name": archive, "limit": limit, "message": words, "at": at.milliseconds])
            return db.changesCount == 1
        }
    }

    package func archivePairs() async throws -> [ArchivePair] {
        try await read { db in try db.rows(SQL.archivePairs).map { ArchivePair($0) } }
    }

    package func record(_ pair: ArchivePair, at: Timestamp) async throws {
        try await write { db in
            try db.run(
                SQL.putArchivePair,
                [
                    "first": pair.first, "second": pair.second, "first_mark": pair.firstMark,
                    "second_mark": pair.secondMark, "verdict": pair.verdict.rawValue, "at": at.milliseconds,
                ])
        }
    }

    package func record(commits: Bool, of archive: String) async throws {
        try await write { db in
            try db.run(SQL.setCommits, ["name": archive, "commits": commits])
            if !commits { try db.run(SQL.forgetCommitments, ["name": archive]) }
        }
    }

    package func verifiedFilms(
        of group: FilmGroup, after: FilmID?, limit: Int
    ) async throws -> [FilmRecord] {
        try await read { db in
            var films: [FilmID] = []
            var first = (after?.number ?? -1) + 1
            // A Trust's films lie in its batches: those of others in between are not looked at.
            while films.count < limit, let range = try Self.next(of: group, from: first, db) {
                films += try db.quick(SQL.verifiedFilms).all(
                    .int(max(first, range.first)), .int(range.last), .maybe(range.batch),
                    .int(limit - films.count)
                ) { FilmID($0.int()) }
                guard range.last < .max else { break }
                first = range.last + 1
            }
            return try films.map { try self.film($0, db) }
        }
    }

    /// The films of a group from a number on that lie one behind the other.
    private static func next(of group: FilmGroup, from first: Int64, _ db: Database) throws -> (
        first: Int64, last: Int64, batch: Int64?
    )? {
        switch group {
        case .all: return (first, .max, nil)
        case .trust(let trust):
            return try db.quick(SQL.nextBatch).first(.text(trust.code), .int(first)) {
                (first: $0.int(), last: $0.int(), batch: $0.int())
            }
        case .batch(let batch):
            let range = try db.quick(SQL.filmRange).first(.int(batch.number)) {
                (first: $0.maybeInt() ?? 1, last: $0.maybeInt() ?? 0)
            }
            guard let range, range.last >= first else { return nil }
            return (range.first, range.last, batch.number)
        }
    }

    package func dueRechecks(at: Timestamp, limit: Int) async throws -> [FilmRecord] {
        while try await findRereads() {}
        let (films, gone) = try await read { db in
            let due = try db.quick(SQL.dueRechecks).all(.int(at.milliseconds), .int(limit)) {
                FilmID($0.int())
            }.map { try self.film($0, db) }
            return (due.filter { $0.state == .verified }, due.filter { $0.state != .verified })
        }
        if !gone.isEmpty {
            try await write { db in
                for film in gone { try db.run(SQL.deleteRecheck, ["film": film.id.number]) }
            }
            if films.isEmpty { return try await dueRechecks(at: at, limit: limit) }
        }
        return films
    }

    package func reproved(_ films: [FilmID: [StoreRecord]], wereDue: Bool, at: Timestamp) async throws {
        try await change(at: at) { change in
            for (film, stores) in films.sorted(by: { $0.key.number < $1.key.number }) {
                var standing = try change.standing(film.number)
                for store in stores { try change.keep(store, of: &standing) }
                try change.writeChains(standing)
                if wereDue { try change.db.run(SQL.deleteRecheck, ["film": film.number]) }
            }
        }
    }

    package func disproved(
        _ film: FilmID, stores: [StoreRecord], reason: Reason, actor: String, at: Timestamp
    ) async throws -> Bool {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            for store in stores { try change.keep(store, of: &standing) }
            try change.writeChains(standing)
            try change.db.run(SQL.deleteRecheck, ["film": film.number])
            guard standing.state == .verified else { return false }
            return try change.stop(&standing, reason, actor: actor)
        }
    }

    package func postpone(rechecks films: [FilmID], until: Timestamp) async throws {
        try await write { db in
            for film in films {
                try db.run(
                    SQL.postponeRecheck, ["film": film.number, "due_at": until.milliseconds])
            }
        }
    }

    package func dueCommitments(
        of archive: String, at: Timestamp, limit: Int
    ) async throws -> [PendingCommitment] {
        try await read { db in
            try db.quick(SQL.dueCommitments).all(.text(archive), .int(at.milliseconds), .int(limit)) { row in
                PendingCommitment(film: FilmID(row.int()), sopInstanceUID: row.text())
            }
        }
    }

    package func settle(
        _ verdicts: [FilmID: CommitmentVerdict], of archive: String, next: Timestamp, actor: String,
        at: Timestamp
    ) async throws -> [FilmID] {
        try await change(at: at) { change in
            var held: [FilmID] = []
            for (film, verdict) in verdicts.sorted(by: { $0.key.number < $1.key.number }) {
                var standing = try change.standing(film.number)
                switch verdict {
                case .committed:
                    try change.db.run(
                        SQL.deleteCommitment, ["name": archive, "film": film.number])
                    try change.log("committed", of: &standing, cause: archive, actor: actor)
                case .failed(let code):
                    try change.db.run(
                        SQL.deleteCommitment, ["name": archive, "film": film.number])
                    let words = "\(archive): Failure Reason 0x" + String(code, radix: 16, uppercase: true)
                    let reason = Reason(.commitmentRefused, words)
                    if try change.stop(&standing, reason, actor: actor) {
                        held.append(film)
                    } else {
                        try change.log("not_committed", of: &standing, cause: words, actor: actor)
                    }
                case .unanswered:
                    try change.db.run(
                        SQL.retryCommitment,
                        ["name": archive, "film": film.number, "due_at": next.milliseconds])
                    try change.db.run(
                        SQL.endCommitment,
                        ["name": archive, "film": film.number, "tries": CommitmentVerdict.tries])
                    if change.db.changesCount == 1 {
                        try change.log("commitment_unanswered", of: &standing, cause: archive, actor: actor)
                    }
                }
            }
            return held
        }
    }
}
