import Duplicates
import FilmModel
import Logging
import MigrationQueue

/// Hands leased films to the lanes, in claim order, bounded in bytes, and knows when there is nothing left.
actor Feed {
    /// How a run ended.
    enum End: Sendable, Equatable {
        case idle
        case stopped
        /// An archive could not be reached, time after time.
        case unreachable(String)
    }

    private let ledger: any Ledger
    private let gate: DuplicateGate
    private let worker: String
    private let primary: String
    private let untilIdle: Bool
    private let groupSize: Int
    private let budget: Int
    private let logger: Logger

    private var buffer: [Lease] = []
    private var bytesInHand = 0
    private var filmsInHand = 0
    private var isClaiming = false
    private var turn: WorkKind = .verify
    /// Whether the last claim left a kind of work out because an archive is being waited for: then an empty
    /// hand does not mean that nothing is left.
    private var leftOut = false
    private var breakers: [String: Breaker] = [:]
    private(set) var end: End?
    private(set) var outcomes: [String: Int] = [:]

    init(
        ledger: any Ledger, gate: DuplicateGate, worker: String, primary: String, untilIdle: Bool, lanes: Int,
        budget: Int, logger: Logger
    ) {
        self.ledger = ledger
        self.gate = gate
        self.worker = worker
        self.primary = primary
        self.untilIdle = untilIdle
        groupSize = lanes * 4
        self.budget = budget
        self.logger = logger
    }

    /// Claims nothing more; films in hand go on, the others are handed back.
    func stop() { end = end ?? .stopped }

    /// The next film, or nil where the run is over. Waits while there is none yet.
    func next() async throws -> Lease? {
        while true {
            if end != nil {
                try await handBackBuffer()
                return nil
            }
            if let lease = takeFromBuffer() { return lease }
            if buffer.isEmpty, !isClaiming, try await claim() { continue }
            if isOver() {
                end = end ?? .idle
                continue
            }
            try? await Task.sleep(for: .milliseconds(buffer.isEmpty ? 25 : 2))
            try Task.checkCancellation()
        }
    }

    /// Takes a film out of the buffer where its pixels still fit beside those in hand; one alone always fits.
    private func takeFromBuffer() -> Lease? {
        guard let lease = buffer.first, filmsInHand == 0 || bytesInHand + lease.film.cost <= budget else {
            return nil
        }
        buffer.removeFirst()
        filmsInHand += 1
        bytesInHand += lease.film.cost
        // In the same step as the hand-out: films enter the gate in claim order.
        if lease.kind == .migrate { gate.enter(lease.film.id) }
        return lease
    }

    /// Claims a group, verify and migrate in turn while both have work. False where there is nothing.
    private func claim() async throws -> Bool {
        isClaiming = true
        defer { isClaiming = false }
        _ = try await ledger.stageDue(at: .now())
        turn = turn == .verify ? .migrate : .verify
        let kinds = [turn, turn == .verify ? .migrate : .verify]
        let open = kinds.filter(isOpen)
        leftOut = open.count < kinds.count
        for kind in open {
            let leases = try await ledger.claim(
                kind, films: groupSize, bytes: budget, worker: worker, at: .now())
            guard !leases.isEmpty else { continue }
            buffer += leases
            return true
        }
        return false
    }

    /// `migrate` needs the primary, `verify` needs every archive.
    private func isOpen(_ kind: WorkKind) -> Bool {
        let now = ContinuousClock.now
        return breakers.allSatisfy { name, breaker in
            breaker.isClosed(at: now) || (kind == .migrate && name != primary)
        }
    }

    /// With `--until-idle`: nothing in hand, nothing to claim, no archive that is being waited for.
    private func isOver() -> Bool {
        guard untilIdle, filmsInHand == 0, buffer.isEmpty, !isClaiming else { return false }
        if let broken = breakers.first(where: { $0.value.failures >= 4 }) {
            end = .unreachable(broken.value.message)
            return true
        }
        return !leftOut
    }

    /// Takes back a film that a lane has carried, with what the ledger made of it.
    func finished(_ carried: Carried, wasDropped: Bool) {
        let lease = carried.finish.lease
        gate.leave(lease.film.id)
        filmsInHand -= 1
        bytesInHand -= lease.film.cost
        let outcome = carried.finish.outcome.name
        if !wasDropped { outcomes[outcome, default: 0] += 1 }
        guard let fault = carried.unavailable else {
            if lease.kind == .migrate { breakers[primary] = nil } else { breakers = [:] }
            return
        }
        breakers[fault.destination, default: Breaker()].fail(fault.message, at: .now)
        logger.warning("\(fault.message)", metadata: ["archive": "\(fault.destination)"])
    }

    /// Ends a lease whose lane failed: only its place in hand is given up, the ledger has the film.
    func abandoned(_ lease: Lease) {
        gate.leave(lease.film.id)
        filmsInHand -= 1
        bytesInHand -= lease.film.cost
    }

    private func handBackBuffer() async throws {
        let leases = buffer
        buffer = []
        guard !leases.isEmpty else { return }
        _ = try await ledger.finish(leases.map { Finish($0, .handBack) }, at: .now())
    }
}

extension Finish.Outcome {
    /// The outcome in one word, for figures and logs.
    var name: String {
        switch self {
        case .delivered: "delivered"
        case .verified: "verified"
        case .held: "held"
        case .rejected: "rejected"
        case .duplicate: "duplicate"
        case .retry: "retry"
        case .handBack: "hand_back"
        }
    }
}
