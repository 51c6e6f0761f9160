package import FilmModel
import GRDB
package import MigrationQueue

extension SQLiteLedger {
    package func failures(of group: FilmGroup) async throws -> [FailureGroup] {
        try await read { db in
            let groups = try db.quick(SQL.failures).all(.null, .int(0), group.trust, group.batch) { row in
                (
                    standing: FailureGroup.Standing(rawValue: row.text()),
                    code: ReasonCode(rawValue: row.text()), films: Int(row.int()), first: row.int(),
                    last: row.int(), film: row.int()
                )
            }
            return try groups.compactMap { group in
                guard let standing = group.standing, let code = group.code else { return nil }
                return FailureGroup(
                    code: code, standing: standing, films: group.films,
                    first: Timestamp(milliseconds: group.first), last: Timestamp(milliseconds: group.last),
                    example: try db.quick(SQL.filmReference).first(.int(group.film)) { $0.text() } ?? "")
            }
            .sorted { ($1.films, $0.code.rawValue) < ($0.films, $1.code.rawValue) }
        }
    }

    package func retry(
        all code: ReasonCode, of group: FilmGroup, actor: String, at: Timestamp
    ) async throws -> Retried {
        guard code.isRetryable else { throw LedgerError.notRetryable(code) }
        var retried = Retried()
        // What is read is looked at again where it is changed: others may have been there in between.
        retried.held = try await eachStopped("hold", code, group, at) { change, film in
            guard film.reason == code, let kind = try change.holdKind(film), !change.needsPerson(film, kind),
                try !change.isCorrected(film)
            else { return false }
            try change.release(&film, kind, lane: .backfill, cause: "retry", actor: actor)
            return true
        }
        retried.rejected = try await eachStopped("refusal", code, group, at) { change, film in
            guard film.state == .rejected, film.reason == code, try !change.isCorrected(film),
                code != .rejectedByOperator || film.store == nil
            else { return false }
            try change.releaseRejected(&film, lane: .backfill, actor: actor)
            return true
        }
        retried.retrying = try await eachDelayed(code, group, at) { change, film in
            try change.hasten(&film, lane: .backfill, actor: actor)
        }
        return retried
    }

    /// Does something to each film of a group that is held or rejected for a cause now, a page at a time. One that comes to
    /// stand so meanwhile is not of it.
    private func eachStopped(
        _ table: String, _ code: ReasonCode, _ group: FilmGroup, _ at: Timestamp,
        _ body: @Sendable (Change, inout Standing) throws -> Bool
    ) async throws -> Int {
        let end = try await read { db in
            try db.quick(SQL.latestStopped(table)).first(.text(code.rawValue)) { $0.maybeInt() } ?? nil
        }
        guard let end else { return 0 }
        var last: (since: Int64, film: Int64) = (.min, 0)
        var changed = 0
        while true {
            let films = try await read { [last] db in
                try db.quick(SQL.stopped(table)).all(
                    .text(code.rawValue), .int(last.since), group.trust, group.batch, .int(last.film),
                    .int(end), .int(Self.page)
                ) { (film: $0.int(), since: $0.int()) }
            }
            guard let next = films.last else { return changed }
            last = (next.since, next.film)
            changed += try await inPages(films.map(\.film), at: at, body)
        }
    }

    /// The same for films that wait for another attempt.
    private func eachDelayed(
        _ code: ReasonCode, _ group: FilmGroup, _ at: Timestamp,
        _ body: @Sendable (Change, inout Standing) throws -> Bool
    ) async throws -> Int {
        var last: Int64 = 0
        var changed = 0
        while true {
            let films = try await read { [last] db in
                try db.quick(SQL.delayedBy).all(
                    .text(code.rawValue), .int(last), group.trust, group.batch, .int(Self.page)
                ) { $0.int() }
            }
            guard let next = films.last else { return changed }
            last = next
            changed += try await inPages(films, at: at, body)
        }
    }

    package func pause(_ batch: BatchID, _ paused: Bool, at: Timestamp) async throws {
        let range = try await write { db in
            guard let row = try db.row(SQL.batchByID, ["id": batch.number]) else { throw Self.lostRow }
            try db.run(SQL.pauseBatch, ["id": batch.number, "paused": paused])
            return (
                trust: row["trust"] as String, first: row["first_film"] as Int64?,
                last: row["last_film"] as Int64?
            )
        }
        guard let first = range.first, let last = range.last else { return }
        // From here on what comes into the queue is put where it belongs; what lies there is moved, a page at a time.
        for start in stride(from: first, through: last, by: Int(Self.parkedAtOnce)) {
            try Task.checkCancellation()
            let lanes = Lane.allCases.map { $0.rawValue + (paused ? 0 : Place.parked) }
            let isMoved = try await write { db in
                let row = try db.row(SQL.batchByID, ["id": batch.number])
                // Somebody has said otherwise meanwhile: that stands.
                guard row?["paused"] == paused else { return false }
                try db.run(
                    SQL.park,
                    [
                        "by": paused ? Place.parked : -Place.parked, "trust": range.trust, "a": lanes[0],
                        "b": lanes[1], "c": lanes[2], "first": start,
                        "last": min(last, start + Self.parkedAtOnce - 1),
                    ])
                return true
            }
            guard isMoved else { return }
        }
        // Films whose day came near meanwhile are looked for again.
        try await write { db in try db.run(SQL.setCounter, ["name": "promoted_day", "value": 0]) }
    }

    private static let parkedAtOnce: Int64 = 2000

    package func cancel(_ batch: BatchID, reason: String?, actor: String, at: Timestamp) async throws
        -> Cancelled
    {
        // From here on nothing of it is claimed, and what comes back is rejected.
        let range = try await write { db in
            try db.run(
                SQL.cancelBatch,
                ["id": batch.number, "at": at.milliseconds, "epoch": Change.isBeingCancelled])
            return try db.quick(SQL.filmRange).first(.int(batch.number)) {
                (first: $0.maybeInt() ?? 1, last: $0.maybeInt() ?? 0)
            }
        }
        guard let range else { throw Self.lostRow }
        var rejected = 0
        let why = Reason(.batchCancelled, reason)
        // A rejection lets duplicates go on in its stead; those of the same batch are met by the next pass.
        while true {
            let found = try await cancelOnce(batch, range, why, actor, at)
            guard found > 0 else { break }
            rejected += found
        }
        return try await change(at: at) { [rejected] change in
            try change.db.run(SQL.closeCancelled, ["id": batch.number])
            var summary = Cancelled(rejected: rejected)
            summary.count(try self.counts(of: batch, change))
            return summary
        }
    }

    /// Rejects what is queued or held of a batch, a page at a time; answers how many films that were.
    private func cancelOnce(
        _ batch: BatchID, _ range: (first: Int64, last: Int64), _ reason: Reason, _ actor: String,
        _ at: Timestamp
    ) async throws -> Int {
        var last = range.first - 1
        var rejected = 0
        while true {
            let films = try await read { [last] db in
                try db.quick(SQL.filmsToCancel).all(
                    .int(last), .int(range.last), .int(batch.number), .int(Self.page)
                ) { $0.int() }
            }
            guard let end = films.last else { return rejected }
            last = end
            rejected += try await inPages(films, at: at) { change, film in
                try change.giveUp(&film, reason, actor)
            }
        }
    }

    private func counts(of batch: BatchID, _ change: Change) throws -> StateCounts {
        change.counts.add()
        let row = try change.db.row(SQL.batchCounts, ["id": batch.number])
        var counts = row.map { StateCounts($0) } ?? StateCounts()
        for (state, number) in zip(
            FilmState.allCases, change.counts.batches[batch.number] ?? CountChanges.none)
        {
            counts[state] += number
        }
        counts.claim(
            try change.db.quick(SQL.inFlightOfBatch).first(.int(batch.number)) { Int($0.int()) } ?? 0)
        return counts
    }
}

extension FilmGroup {
    /// The Trust, as a statement's third parameter.
    var trust: QuickStatement.Value {
        if case .trust(let trust) = self { return .text(trust.code) }
        return .null
    }

    /// The batch, as a statement's fourth parameter.
    var batch: QuickStatement.Value {
        if case .batch(let batch) = self { return .int(batch.number) }
        return .null
    }
}

extension Cancelled {
    /// Counts where the films of the batch stand after it.
    fileprivate mutating func count(_ counts: StateCounts) {
        underWay = counts[.inFlight]
        archived = counts[.delivered] + counts[.verified] + counts[.held]
        settled = counts[.rejected] - rejected + counts[.duplicate]
    }
}

extension Change {
    /// Rejects a film that is queued or held; false for one that is under way or in an archive.
    fileprivate func giveUp(_ film: inout Standing, _ reason: Reason, _ actor: String) throws -> Bool {
        let wasHeld = film.state == .held
        switch film.state {
        case .held:
            guard try holdKind(film) == .migrate else { return false }
            try db.run(SQLiteLedger.SQL.deleteHold, ["film": film.film])
        case .queued: guard try withdraw(film, .migrate) != nil else { return false }
        default: return false
        }
        try apply(
            .reject, to: &film, from: film.state, reason: reason, cause: reason.message, actor: actor)
        try refuse(film, reason, actor: actor, isFinal: wasHeld)
        return true
    }
}
