import FilmModel

@testable import MigrationQueue

/// What a ledger must hold, as plain values: every operation of the contract, without a database.
struct LedgerModel {
    /// A film's place in claim order.
    struct Order: Comparable {
        var lane: Int
        var seq: Int
        static func < (left: Self, right: Self) -> Bool { (left.lane, left.seq) < (right.lane, right.seq) }
    }

    enum Place: Equatable {
        case none
        case ready(WorkKind)
        case delayed(WorkKind, until: Timestamp)
        case leased(WorkKind, worker: String, epoch: Int64)
        case held(WorkKind)
    }

    struct Film {
        let id: FilmID
        let trust: TrustID
        let isUrgent: Bool
        var state: FilmState
        var place: Place
        var order: Order
        var attempt = 0
        var rescues = 0
        var original: FilmID?
        var changes = 1
    }

    private(set) var films: [FilmID: Film] = [:]
    private var seq = 0

    // MARK: What happens

    mutating func takeIn(_ id: FilmID, _ trust: TrustID, isUrgent: Bool, isRejected: Bool) {
        films[id] = Film(
            id: id, trust: trust, isUrgent: isUrgent, state: isRejected ? .rejected : .queued, place: .none,
            order: Order(lane: 0, seq: 0))
        if !isRejected { enqueue(id, .migrate) }
    }

    mutating func claim(_ id: FilmID, _ kind: WorkKind, worker: String, epoch: Int64) {
        films[id]?.place = .leased(kind, worker: worker, epoch: epoch)
        if kind == .migrate { move(id, .claim) }
    }

    /// True where the result was dropped as stale.
    mutating func finish(_ id: FilmID, epoch: Int64, _ outcome: Finish.Outcome, at: Timestamp) -> Bool {
        guard case .leased(let kind, _, epoch)? = films[id]?.place else { return true }
        films[id]?.place = .none
        switch outcome {
        case .delivered:
            move(id, .deliver)
            // In the lane that it came by, with no attempt charged yet.
            let lane = films[id]?.order.lane ?? 1
            enqueue(id, .verify)
            films[id]?.order.lane = lane
        case .verified: move(id, .verify)
        case .held:
            move(id, .hold)
            films[id]?.place = .held(kind)
        case .rejected:
            move(id, .reject)
            releaseDuplicates(of: id)
        case .duplicate(let original, _):
            guard films[original]?.state != .rejected else { return handBack(id, kind) }
            films[id]?.original = original
            move(id, .duplicate)
        case .retry(let seconds, _, let charged):
            if charged { films[id]?.attempt += 1 }
            _ = handBack(id, kind)
            films[id]?.place = .delayed(kind, until: at.adding(seconds: seconds))
        case .handBack: return handBack(id, kind)
        }
        return false
    }

    mutating func dismiss(_ worker: String, rescue: Bool) -> Int {
        var count = 0
        for (id, film) in films {
            guard case .leased(let kind, worker, _) = film.place else { continue }
            count += 1
            if rescue { films[id]?.rescues += 1 }
            _ = handBack(id, kind)
        }
        return count
    }

    mutating func stage(at: Timestamp) {
        for (id, film) in films {
            guard case .delayed(let kind, let due) = film.place, due <= at else { continue }
            films[id]?.place = .ready(kind)
        }
    }

    /// False where the film is not held.
    mutating func release(_ id: FilmID) -> Bool {
        guard case .held(let kind)? = films[id]?.place else { return false }
        move(id, kind == .migrate ? .release : .resume)
        enqueue(id, kind)
        return true
    }

    /// False where the film is not held.
    mutating func reject(_ id: FilmID) -> Bool {
        guard case .held? = films[id]?.place else { return false }
        films[id]?.place = .none
        move(id, .reject)
        releaseDuplicates(of: id)
        return true
    }

    // MARK: What is asked

    /// Films that may be claimed, in claim order.
    func ready(_ kind: WorkKind, _ trust: TrustID) -> [FilmID] {
        films.values.filter { $0.trust == trust && $0.place == .ready(kind) }
            .sorted { $0.order < $1.order }.map(\.id)
    }

    func count(_ trust: TrustID, _ state: FilmState) -> Int {
        films.values.count { $0.trust == trust && $0.state == state }
    }

    /// When the next retry is due.
    var nextDue: Timestamp? {
        films.values.compactMap { film in
            if case .delayed(_, let due) = film.place { due } else { nil }
        }.min()
    }

    // MARK: Parts

    private mutating func enqueue(_ id: FilmID, _ kind: WorkKind) {
        seq += 1
        let lane = films[id]?.isUrgent == true ? 0 : 1
        films[id]?.place = .ready(kind)
        films[id]?.order = Order(lane: lane, seq: seq)
        films[id]?.attempt = 0
        films[id]?.rescues = 0
    }

    private mutating func handBack(_ id: FilmID, _ kind: WorkKind) -> Bool {
        films[id]?.place = .ready(kind)
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

    private mutating func move(_ id: FilmID, _ event: FilmEvent) {
        guard let state = films[id]?.state, let next = state.after(event) else {
            preconditionFailure("the script makes only moves that are allowed")
        }
        films[id]?.state = next
        films[id]?.changes += 1
    }
}
