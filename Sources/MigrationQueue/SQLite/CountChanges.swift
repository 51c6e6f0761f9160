import FilmModel

/// The changes of the counters that a transaction's moves add up to, written once at its end.
struct CountChanges {
    /// One number for each state, in the order of `FilmState.allCases` and of the tables' columns.
    typealias Counts = [Int]
    static let none = Counts(repeating: 0, count: FilmState.allCases.count)

    private(set) var trusts: [String: Counts] = [:]
    private(set) var batches: [Int64: Counts] = [:]
    private(set) var verified: [String: Int] = [:]
    /// Films that entered a state of reports, less those that left it.
    private(set) var flows: [Flow: Int] = [:]

    /// A state as reports have it: `final` is a rejection by a person, after a hold.
    struct Flow: Hashable {
        let batch: Int64
        let state: FilmState
        let isFinal: Bool

        var name: String { isFinal ? "final" : state.rawValue }
    }

    /// Moves of one kind that came one after the other: a group's films mostly go the same way.
    private struct Move: Equatable {
        let trust: String
        let batch: Int64
        let from: FilmState?
        let to: FilmState
        let wasFinal: Bool
    }
    private var latest: Move?
    private var repeats = 0

    /// Counts a film out of one state (nil: it is new) and into another. `wasFinal`: it leaves a rejection
    /// that was for good.
    mutating func move(
        trust: String, batch: Int64, from: FilmState?, to: FilmState, wasFinal: Bool = false, films: Int = 1
    ) {
        let move = Move(trust: trust, batch: batch, from: from, to: to, wasFinal: wasFinal)
        if move != latest {
            add()
            latest = move
        }
        repeats += films
    }

    /// Adds the latest moves up; to be called before the sums are read.
    mutating func add() {
        guard let move = latest else { return }
        let (trust, batch, to, films) = (move.trust, move.batch, move.to, repeats)
        latest = nil
        repeats = 0
        let isFinal = move.from == .held && to == .rejected
        flows[Flow(batch: batch, state: to, isFinal: isFinal), default: 0] += films
        if let from = move.from {
            flows[Flow(batch: batch, state: from, isFinal: move.wasFinal), default: 0] -= films
            trusts[trust, default: Self.none][from.index] -= films
            batches[batch, default: Self.none][from.index] -= films
        }
        trusts[trust, default: Self.none][to.index] += films
        batches[batch, default: Self.none][to.index] += films
        if to == .verified { verified[trust, default: 0] += films }
    }
}

extension FilmState {
    /// The state's place among the counters.
    var index: Int {
        switch self {
        case .queued: 0
        case .inFlight: 1
        case .held: 2
        case .rejected: 3
        case .duplicate: 4
        case .delivered: 5
        case .verified: 6
        }
    }
}
