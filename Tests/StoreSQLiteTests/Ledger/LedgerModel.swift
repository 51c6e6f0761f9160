import FilmModel

@testable import MigrationQueue

/// What a ledger must hold, as plain values: every operation of the contract, without a database.
struct LedgerModel {
    enum Place: Equatable {
        case none
        case ready(WorkKind)
        case delayed(WorkKind, until: Timestamp, ReasonCode)
        case leased(WorkKind, worker: String, epoch: Int64)
        case held(WorkKind)
    }

    struct Film {
        let id: FilmID
        let trust: TrustID
        let batch: BatchID
        /// All urgent films here have one clinic date.
        var isUrgent: Bool
        var state: FilmState
        var place: Place
        var lane = Lane.normal
        var attempt = 0
        var rescues = 0
        var rescuedAt: Timestamp?
        var reason: ReasonCode?
        var original: FilmID?
        var changes = 1
    }

    private(set) var films: [FilmID: Film] = [:]
    var paused: Set<BatchID> = []
    /// Batches that were given up, and the last claim before that.
    var cancelled: [BatchID: Int64] = [:]
    private var lastEpoch: Int64 = 0

    // MARK: What happens

    mutating func takeIn(
        _ id: FilmID, _ trust: TrustID, _ batch: BatchID, isUrgent: Bool, rejection: ReasonCode?
    ) {
        films[id] = Film(
            id: id, trust: trust, batch: batch, isUrgent: isUrgent,
            state: rejection == nil ? .queued : .rejected, place: .none)
        films[id]?.reason = rejection
        if rejection == nil { enqueue(id, .migrate) }
    }

    mutating func claim(_ id: FilmID, _ kind: WorkKind, worker: String, epoch: Int64) {
        films[id]?.place = .leased(kind, worker: worker, epoch: epoch)
        lastEpoch = max(lastEpoch, epoch)
        if kind == .migrate { move(id, .claim) }
    }

    /// True where the result was dropped as stale.
    mutating func finish(
        _ id: FilmID, epoch: Int64, _ outcome: Finish.Outcome, alsoHeld: FilmID? = nil, at: Timestamp
    ) -> Bool {
        guard case .leased(let kind, _, epoch)? = films[id]?.place else { return true }
        films[id]?.place = .none
        switch outcome {
        case .delivered:
            move(id, .deliver)
            // In the lane that it came by, with no attempt charged yet.
            enqueue(id, .verify, lane: films[id]?.lane ?? .normal)
        case .verified: move(id, .verify)
        case .held(let reason):
            hold(id, kind, reason.code)
            if let alsoHeld { fence(alsoHeld) }
        case .rejected(let reason): refuse(id, reason.code)
        case .duplicate(let original, let reason):
            guard films[original]?.state != .rejected else { return handBack(id, kind, epoch) }
            films[id]?.original = original
            move(id, .duplicate, reason.code)
        case .retry(let seconds, let reason, let charged):
            if kind == .migrate, isCancelled(id, epoch) { return handBack(id, kind, epoch) }
            if charged { films[id]?.attempt += 1 }
            _ = handBack(id, kind, epoch)
            films[id]?.place = .delayed(kind, until: at.adding(seconds: seconds), reason.code)
        case .handBack: return handBack(id, kind, epoch)
        }
        return false
    }

    /// `inHand` nil: nobody knows, all of the worker's films count.
    mutating func dismiss(_ worker: String, _ dismissal: Dismissal, at: Timestamp) -> Int {
        var count = 0
        for id in films.keys.sorted() {
            guard case .leased(let kind, worker, let epoch)? = films[id]?.place else { continue }
            count += 1
            if case .death(let inHand, let blamed) = dismissal, inHand?.contains(id) ?? true {
                die(id, blamed: blamed, at: at)
            }
            if films[id]?.rescues ?? 0 >= 3 {
                hold(id, kind, .killedItsWorker)
            } else {
                _ = handBack(id, kind, epoch)
            }
        }
        return count
    }

    private mutating func die(_ id: FilmID, blamed: Bool, at: Timestamp) {
        guard blamed else {
            if films[id]?.rescues == 0 { films[id]?.rescues = 1 }
            return
        }
        if let first = films[id]?.rescuedAt, first >= at.adding(seconds: -72 * 3600) {
            films[id]?.rescues += 1
        } else {
            films[id]?.rescues = 1
            films[id]?.rescuedAt = at
        }
    }

    mutating func stage(at: Timestamp) {
        for (id, film) in films {
            guard case .delayed(let kind, let due, _) = film.place, due <= at else { continue }
            films[id]?.place = .ready(kind)
        }
    }

    /// False where the film is neither held nor a duplicate.
    mutating func release(_ id: FilmID, lane: Lane = .normal) -> Bool {
        if films[id]?.state == .duplicate {
            move(id, .release)
            enqueue(id, .migrate)
            return true
        }
        guard case .held(let kind)? = films[id]?.place else { return false }
        move(id, kind == .migrate ? .release : .resume)
        enqueue(id, kind, lane: lane)
        if kind == .migrate { films[id]?.rescues = 1 }
        return true
    }

    /// False where the film is not held.
    mutating func reject(_ id: FilmID) -> Bool {
        guard case .held? = films[id]?.place else { return false }
        refuse(id, .rejectedByOperator)
        return true
    }

    /// An operator stops a film. False where it can't be stopped.
    mutating func stop(_ id: FilmID) -> Bool {
        switch (films[id]?.state, films[id]?.place) {
        case (.queued, .ready), (.queued, .delayed): hold(id, .migrate, .heldByOperator)
        case (.delivered, _), (.verified, _): hold(id, .verify, .heldByOperator)
        default: return false
        }
        return true
    }

    /// Another film's result stops a film wherever it stands, in flight too.
    private mutating func fence(_ id: FilmID) {
        if films[id]?.state == .inFlight {
            hold(id, .migrate, .heldByOperator)
        } else {
            _ = stop(id)
        }
    }

    /// False where there is nothing to try again.
    mutating func retry(_ id: FilmID, lane: Lane? = nil) -> Bool {
        switch films[id]?.place {
        case .held: return release(id, lane: lane ?? .normal)
        case .delayed(let kind, _, _):
            films[id]?.attempt = 0
            films[id]?.changes += 1
            films[id]?.place = .ready(kind)
            if let lane, films[id]?.lane != .urgent { films[id]?.lane = lane }
            return true
        default:
            guard films[id]?.state == .rejected, films[id]?.reason?.isRetryable == true else { return false }
            move(id, .release)
            enqueue(id, .migrate, lane: lane ?? .normal)
            films[id]?.rescues = 1
            return true
        }
    }

    /// Films of a group, by cause.
    func group(_ code: ReasonCode) -> [FilmID] {
        films.values.filter { film in
            if case .delayed(_, _, code) = film.place { return true }
            return film.reason == code && [.held, .rejected].contains(film.state)
        }
        .map(\.id).sorted()
    }

    mutating func cancel(_ batch: BatchID) -> Int {
        cancelled[batch] = lastEpoch
        var count = 0
        while true {
            let mine = films.values.filter { film in
                guard film.batch == batch else { return false }
                return switch film.place {
                case .ready(.migrate), .delayed(.migrate, _, _), .held(.migrate): true
                default: false
                }
            }
            guard !mine.isEmpty else { return count }
            for film in mine {
                refuse(film.id, .batchCancelled)
                count += 1
            }
        }
    }

    // MARK: What is asked

    /// Films of a lane that may be claimed, in claim order.
    func ready(_ kind: WorkKind, _ trust: TrustID, _ lane: Lane) -> [FilmID] {
        films.values.filter {
            $0.trust == trust && $0.place == .ready(kind) && $0.lane == lane && !paused.contains($0.batch)
        }
        .map(\.id).sorted()
    }

    func count(_ trust: TrustID, _ state: FilmState) -> Int {
        films.values.count { $0.trust == trust && $0.state == state }
    }

    /// When the next retry is due.
    var nextDue: Timestamp? {
        films.values.compactMap { film in
            if case .delayed(_, let due, _) = film.place { due } else { nil }
        }.min()
    }

    // MARK: Parts

    private mutating func enqueue(_ id: FilmID, _ kind: WorkKind, lane: Lane = .normal) {
        films[id]?.place = .ready(kind)
        let isUrgent = films[id]?.isUrgent == true
        films[id]?.lane = isUrgent ? .urgent : lane
        films[id]?.attempt = 0
        films[id]?.rescues = 0
        films[id]?.rescuedAt = nil
    }

    private func isCancelled(_ id: FilmID, _ epoch: Int64) -> Bool {
        films[id].flatMap { cancelled[$0.batch] }.map { $0 >= epoch } ?? false
    }

    private mutating func hold(_ id: FilmID, _ kind: WorkKind, _ code: ReasonCode) {
        films[id]?.place = .held(kind)
        move(id, .hold, code)
    }

    private mutating func refuse(_ id: FilmID, _ code: ReasonCode) {
        films[id]?.place = .none
        move(id, .reject, code)
        releaseDuplicates(of: id)
    }

    private mutating func handBack(_ id: FilmID, _ kind: WorkKind, _ epoch: Int64) -> Bool {
        if kind == .migrate, isCancelled(id, epoch) {
            refuse(id, .batchCancelled)
            return false
        }
        films[id]?.place = .ready(kind)
        if films[id]?.isUrgent == true { films[id]?.lane = .urgent }
        if kind == .migrate { move(id, .handBack) }
        return false
    }

    private mutating func releaseDuplicates(of original: FilmID) {
        for id in films.keys.sorted() where films[id]?.state == .duplicate && films[id]?.original == original
        {
            films[id]?.original = nil
            move(id, .release)
            enqueue(id, .migrate)
        }
    }

    private mutating func move(_ id: FilmID, _ event: FilmEvent, _ code: ReasonCode? = nil) {
        guard let state = films[id]?.state, let next = state.after(event) else {
            preconditionFailure("the script makes only moves that are allowed")
        }
        films[id]?.state = next
        films[id]?.reason = code
        films[id]?.changes += 1
    }
}
