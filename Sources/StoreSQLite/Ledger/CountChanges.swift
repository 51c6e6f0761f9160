import FilmModel
import MigrationQueue

/// The changes of the counters that a transaction's moves add up to, written once at its end. Counters know no
/// `in_flight`, as films' rows do not: a film with a migrate lease counts as queued, and what is read is told
/// from the leases. So a claim changes none.
struct CountChanges {
    /// One number for each state, in the order of `FilmState.allCases` and of the tables' columns.
    typealias Counts = [Int]
    static let none = Counts(repeating: 0, count: FilmState.allCases.count)

    private(set) var trusts: [String: Counts] = [:]
    private(set) var batches: [Int64: Counts] = [:]
    private(set) var verified: [String: Int] = [:]
    /// Films that entered a state of reports on a day, less those that left it.
    private(set) var flows: [Flow: Int] = [:]

    /// A state as reports have it.
    struct Flow: Hashable {
        enum Kind: Hashable {
            case state(FilmState)
            /// Rejected by a person, after a hold.
            case final
            /// The duplicate of a film that is verified: beside its state, in no sum of states.
            case covered
            /// The same scan in another delivery: beside its state, in no sum of states.
            case again
        }

        let batch: Int64
        let kind: Kind
        /// Days since 1970, by London's clock.
        let day: Int64

        var name: String {
            switch kind {
            case .state(let state): state.rawValue
            case .final: "final"
            case .covered: "covered"
            case .again: "again"
            }
        }
    }

    /// Moves of one kind that came one after the other: a group's films mostly go the same way.
    private struct Move: Equatable {
        let trust: String
        let batch: Int64
        let from: FilmState?
        let to: FilmState
        let wasFinal: Bool
        let claimedOn: Int64?
    }
    private let today: Int64
    private var latest: Move?
    private var repeats = 0

    init(at: Timestamp) { today = at.londonDayNumber }

    /// Counts a film out of one state (nil: it is new) and into another. `wasFinal`: it leaves a rejection
    /// that was for good. `since`: when the lease began that ends with it, in milliseconds.
    mutating func move(
        trust: String, batch: Int64, from: FilmState?, to: FilmState, wasFinal: Bool = false,
        since: Int64? = nil
    ) {
        let claimedOn = from == .inFlight ? since.map { Timestamp(milliseconds: $0).londonDayNumber } : nil
        let move = Move(
            trust: trust, batch: batch, from: from == .inFlight ? .queued : from, to: to, wasFinal: wasFinal,
            claimedOn: claimedOn == today ? nil : claimedOn)
        if move != latest {
            add()
            latest = move
        }
        repeats += 1
    }

    /// Counts duplicates of a batch whose original is verified from now on, or no longer (below 0).
    mutating func cover(_ batch: Int64, _ films: Int) {
        flows[Flow(batch: batch, kind: .covered, day: today), default: 0] += films
    }

    /// Counts scans of a batch that another delivery had, or no longer (below 0).
    mutating func again(_ batch: Int64, _ films: Int) {
        flows[Flow(batch: batch, kind: .again, day: today), default: 0] += films
    }

    /// Adds the latest moves up; to be called before the sums are read.
    mutating func add() {
        guard let move = latest else { return }
        let (trust, batch, to, films) = (move.trust, move.batch, move.to, repeats)
        latest = nil
        repeats = 0
        func flow(_ state: FilmState, _ day: Int64, _ films: Int, isFinal: Bool = false) {
            flows[Flow(batch: batch, kind: isFinal ? .final : .state(state), day: day), default: 0] += films
        }
        flow(to, today, films, isFinal: move.from == .held && to == .rejected)
        if let claimedOn = move.claimedOn {
            // It was in flight over midnight: from the day of the claim on it was queued no more.
            flow(.queued, claimedOn, -films)
            flow(.inFlight, claimedOn, films)
            flow(.inFlight, today, -films)
        } else if let from = move.from {
            flow(from, today, -films, isFinal: move.wasFinal)
        }
        if let from = move.from {
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
