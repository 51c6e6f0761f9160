import FilmModel
import GRDB
import MigrationQueue

/// One transaction on the ledger: moves of films with their places, chains and counters, which are written
/// together or not at all.
final class Change {
    let db: Database
    let at: Timestamp
    var counts: CountChanges
    private let hot: HotStatements
    /// The last day, counted since 1970, that is urgent today.
    let lastUrgentDay: Int64
    /// Batches that are paused or cancelled, by their films; nearly always none.
    private let stopped: [StoppedBatch]
    private var committingNames: Set<String>?

    struct StoppedBatch {
        let films: ClosedRange<Int64>
        let isPaused: Bool
        /// The last claim before it was cancelled; -1 where it was not, `isBeingCancelled` while it is.
        let cancelledEpoch: Int64
    }

    init(_ db: Database, _ hot: HotStatements, at: Timestamp, urgentDays: Int64) throws {
        self.db = db
        self.hot = hot
        self.at = at
        lastUrgentDay = at.londonDayNumber + urgentDays
        counts = CountChanges(at: at)
        stopped = try db.quick(SQLiteLedger.SQL.stoppedBatches).all { row in
            let first = row.int()
            return StoppedBatch(
                films: first...max(first, row.int()), isPaused: row.int() == 1, cancelledEpoch: row.int())
        }
    }

    subscript(_ key: SQLiteLedger.HotSQL) -> QuickStatement {
        get throws { try hot.statement(key, db) }
    }

    // MARK: Films

    func standing(_ film: Int64) throws -> Standing {
        let found = try self[.standing].first(.int(film)) { try Standing(film: film, &$0) }
        guard let found else { throw SQLiteLedger.lostRow }
        return found
    }

    /// Where a film stands, and the lease of that epoch with the moment it began; nil where it has gone on.
    func carried(_ film: Int64, _ epoch: Int64) throws -> (
        film: Standing, lease: (place: Place, since: Int64)?
    ) {
        let found = try self[.carried].first(.int(film), .int(epoch)) { row in
            let standing = try Standing(film: film, &row)
            guard row.maybeInt() != nil else {
                return (film: standing, lease: (place: Place, since: Int64)?.none)
            }
            return (film: standing, lease: (place: try Place(&row), since: row.int()))
        }
        guard let found else { throw SQLiteLedger.lostRow }
        return found
    }

    /// Changes a film's state by an event, with its counters and history, or throws. `from` is the state as
    /// seen from outside; `since`, when the lease began that this event ends.
    func apply(
        _ event: FilmEvent, to film: inout Standing, from: FilmState, reason: Reason? = nil, cause: String?,
        actor: String, since: Int64? = nil, wasFinal: Bool = false
    ) throws {
        guard let state = from.after(event) else {
            throw LedgerError(
                .refused, "a film that is \(from.rawValue) takes no \(event.rawValue)",
                remedy: "see its state with `filmmigrate film show FILM`")
        }
        let stored = film.state
        guard stored == (from == .inFlight ? .queued : from) else { throw SQLiteLedger.lostRow }
        let wasCovered = try isCovered(film)
        let wasAgain = try isAgain(film)
        if from == .verified { try lowerVerifiedDay(film) }
        if state == .verified { film.verifiedAt = at.milliseconds }
        if state != .duplicate { film.duplicateOf = nil }
        try write(event.rawValue, of: &film, cause: cause, actor: actor, since: since)
        try self[.moveFilm].run(
            .text(state.rawValue), .maybe(reason?.code.rawValue), .maybe(reason?.message),
            .maybe(film.duplicateOf), .maybe(film.history), .maybe(film.store), .maybe(film.verifiedAt),
            .int(film.film), .text(stored.rawValue))
        guard db.changesCount == 1 else { throw SQLiteLedger.lostRow }
        film.state = state
        film.reason = reason?.code
        if [.verified, .duplicate, .rejected].contains(state) { try self[.endContests].run(.int(film.film)) }
        counts.move(
            trust: film.trust, batch: film.batch, from: from, to: state, wasFinal: wasFinal,
            since: since)
        try countCover(of: film, wasDuplicate: stored == .duplicate, was: wasCovered, wasAgain: wasAgain)
    }

    /// Adds a line to a film's history; the caller writes the film's row.
    private func write(
        _ event: String, of film: inout Standing, cause: String?, actor: String, since: Int64?
    ) throws {
        try self[.insertHistory].run(
            .int(film.film), .maybe(film.history), .maybe(since), .int(at.milliseconds), .text(event),
            .maybe(cause), .text(actor))
        film.history = db.lastInsertedRowID
    }

    /// Adds a line to the history of a film whose state does not change.
    func log(_ event: String, of film: inout Standing, cause: String?, actor: String) throws {
        try write(event, of: &film, cause: cause, actor: actor, since: nil)
        try writeChains(film)
    }

    /// The first line of a film's history, before the film has a row.
    func begin(_ film: Int64, event: String, cause: String?, actor: String) throws -> Int64 {
        try self[.insertHistory].run(
            .int(film), .null, .null, .int(at.milliseconds), .text(event), .maybe(cause), .text(actor))
        return db.lastInsertedRowID
    }

    /// Archives that take storage commitment; read once a transaction, and only where films were sent.
    func committing() throws -> Set<String> {
        if let committingNames { return committingNames }
        let names = Set(try db.quick(SQLiteLedger.SQL.committing).all { $0.text() })
        committingNames = names
        return names
    }

    func writeChains(_ film: Standing) throws {
        try self[.moveChains].run(.maybe(film.history), .maybe(film.store), .int(film.film))
    }

    /// Keeps what an archive answered; the caller writes the film's row.
    func keep(_ store: StoreRecord, of film: inout Standing) throws {
        try self[.insertStore].run(
            .int(film.film), .maybe(film.store), .text(store.destination), .text(store.sopInstanceUID),
            .maybe(store.sentAt?.milliseconds), .maybe(store.dimseStatus),
            .maybe(store.verifiedAt?.milliseconds), .text(store.method))
        film.store = db.lastInsertedRowID
        if let note = store.note {
            try write("archive_followed", of: &film, cause: note, actor: store.destination, since: nil)
        }
    }

    private func lowerVerifiedDay(_ film: Standing) throws {
        guard let verifiedAt = film.verifiedAt else { throw SQLiteLedger.lostRow }
        try db.run(
            SQLiteLedger.SQL.addVerifiedDay,
            ["trust": film.trust, "day": Timestamp(milliseconds: verifiedAt).day, "films": -1])
    }

    // MARK: Places

    /// Puts a film among those that may be claimed, apart where its batch is paused.
    func enqueue(_ place: Place) throws {
        let lane = place.lane.rawValue + (isPaused(place.film) ? Place.parked : 0)
        try self[.insertReady].run(
            .text(place.trust), .text(place.kind.rawValue), .int(lane), .int(place.dueDay), .int(place.film),
            .int(place.cost), .int(place.attempt), .int(place.rescues), .maybe(place.rescuedAt))
    }

    /// A film's place as it comes back to the queue: urgent where its day is near, else as asked.
    func place(_ film: Standing, _ kind: WorkKind, lane: Lane = .normal) -> Place {
        let isUrgent = film.dueDay.map { self.isUrgent($0) } ?? false
        return Place(
            trust: film.trust, kind: kind, lane: isUrgent ? .urgent : lane,
            dueDay: isUrgent ? film.dueDay ?? 0 : 0, film: film.film, cost: film.cost)
    }

    /// Whether a day, counted since 1970, is near enough to go first.
    func isUrgent(_ day: Int64) -> Bool { day <= lastUrgentDay }

    func isPaused(_ film: Int64) -> Bool { stopped.contains { $0.isPaused && $0.films.contains(film) } }
    /// Whether a film's batch was cancelled while this lease ran.
    func isCancelled(_ film: Int64, _ epoch: Int64) -> Bool {
        stopped.contains { $0.cancelledEpoch >= epoch && $0.films.contains(film) }
    }

    /// In place of the last claim before a batch was cancelled: that is not done yet, or was stopped in between.
    static let isBeingCancelled = Int64.max

    /// The last film of the batch that a film is of, where that batch is being cancelled: none of it is claimed.
    func endOfCancelled(_ film: Int64) -> Int64? {
        stopped.first { $0.cancelledEpoch == Self.isBeingCancelled && $0.films.contains(film) }?.films
            .upperBound
    }

    /// Puts a film among those that wait for a person.
    func hold(_ film: Standing, _ kind: WorkKind, _ reason: Reason) throws {
        try db.run(
            SQLiteLedger.SQL.insertHold,
            [
                "film": film.film, "trust": film.trust, "kind": kind.rawValue,
                "reason": reason.code.rawValue, "since": at.milliseconds,
            ])
    }

    /// Puts a film among those that cannot be used; its duplicates go on in its stead.
    func refuse(_ film: Standing, _ reason: Reason, actor: String, isFinal: Bool = false) throws {
        try db.run(
            SQLiteLedger.SQL.insertRefusal,
            [
                "film": film.film, "reason": reason.code.rawValue, "since": at.milliseconds,
                "final": isFinal,
            ])
        for id in try db.quick(SQLiteLedger.SQL.duplicatesOf).all(.int(film.film), read: { $0.int() }) {
            var duplicate = try standing(id)
            try releaseDuplicate(&duplicate, cause: "the original was rejected", actor: actor)
            try db.run(SQLiteLedger.SQL.putHeir, ["film": id, "original": film.film])
        }
    }

    // MARK: The end

    /// Writes the counters; to be called once, last.
    func end() throws {
        counts.add()
        guard !counts.flows.isEmpty else { return }
        let day = at.day
        var days: [Int64: String] = [:]
        for (trust, changes) in counts.trusts where changes != CountChanges.none {
            try add(changes, to: .text(trust), .addToTrust)
        }
        for (batch, changes) in counts.batches where changes != CountChanges.none {
            try add(changes, to: .int(batch), .addToBatch)
        }
        for (flow, films) in counts.flows where films != 0 {
            let of = days[flow.day] ?? Timestamp(milliseconds: flow.day * 86_400_000).day
            days[flow.day] = of
            try self[.addFlow].run(.int(flow.batch), .text(of), .text(flow.name), .int(films))
        }
        for (trust, films) in counts.verified {
            try db.run(
                SQLiteLedger.SQL.addPace,
                ["trust": trust, "minute": at.milliseconds / 60_000, "films": films])
            try db.run(
                SQLiteLedger.SQL.addVerifiedDay, ["trust": trust, "day": day, "films": films])
        }
    }

    private func add(
        _ changes: CountChanges.Counts, to key: QuickStatement.Value, _ statement: SQLiteLedger.HotSQL
    ) throws {
        try self[statement].run(
            key, .int(changes[0]), .int(changes[1]), .int(changes[2]), .int(changes[3]), .int(changes[4]),
            .int(changes[5]), .int(changes[6]))
    }
}
