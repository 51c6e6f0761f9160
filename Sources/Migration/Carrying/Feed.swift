import Archive
import Duplicates
import FilmModel
import Logging
import MigrationQueue

/// Hands leased films to the lanes, in claim order, bounded in bytes, and knows when there is nothing left.
package actor Feed {
    /// How a run ended.
    package enum End: Sendable, Equatable {
        case idle
        case stopped
        /// An archive could not be reached, time after time.
        case unreachable(String)
    }

    /// The longest that `--until-idle` waits for a film's next attempt, in seconds.
    private static let longestWait = 600.0

    private let ledger: any Ledger
    private let gate: DuplicateGate
    private let worker: String
    private let primary: String
    private let untilIdle: Bool
    private let groupSize: Int
    private let budget: Int
    private let hand: Hand
    private let archives: ArchiveWatch
    private let pairs: PairWatch
    private let logger: Logger

    private var buffer: [Lease] = []
    private var carried = FilmsUnderWay()
    private var isClaiming = false
    /// Second copies that are paused or closed: films are not sent to them for now.
    private var closed: Set<String> = []
    /// Archives that did not answer when they were called last, as the ledger has it.
    private var troubled: Set<String> = []
    /// Archives that refuse to store, as the ledger has it, and when each refused last in this run.
    private var refusing: Set<String> = []
    private var refusedAt: [String: Timestamp] = [:]
    private var turn: WorkKind = .verify
    /// Whether the last claim left a kind of work out because an archive is being waited for: then an empty
    /// hand does not mean that nothing is left.
    private var leftOut = false
    /// When the next retry is due, as the last claim saw it.
    private var nextDue: Timestamp?
    /// How often a film has left a lane, and how often it had when the last claim began that found nothing:
    /// what a film leaves to be claimed after that is not yet known.
    private var released = 0
    private var foundNothingAt: Int?
    private var quiet = QuietLedger()
    private var breakers: [String: Breaker] = [:]
    private(set) var end: End?
    private(set) var outcomes: [String: Int] = [:]
    /// Films that others are in conflict with.
    private var heldAgain: Set<FilmID> = []

    init(
        ledger: any Ledger, gate: DuplicateGate, worker: String, primary: String, untilIdle: Bool, lanes: Int,
        budget: Int, hand: Hand, archives: ArchiveWatch, pairs: PairWatch, logger: Logger
    ) {
        self.pairs = pairs
        self.archives = archives
        self.ledger = ledger
        self.gate = gate
        self.worker = worker
        self.primary = primary
        self.untilIdle = untilIdle
        groupSize = lanes * 4
        self.budget = budget
        self.hand = hand
        self.logger = logger
    }

    /// Claims nothing more; films in hand go on, the others are handed back.
    func stop() { end = end ?? .stopped }

    /// The result of the proofs behind the last film that was carried.
    func proved(later outcome: LaterProof.Outcome) {
        if outcome.held > 0 { outcomes["held", default: 0] += outcome.held }
        if outcome.isInterrupted { end = .stopped }
    }

    /// The next film, or nil where the run is over. Waits while there is none yet, and does something else every
    /// second.
    func next(meanwhile rest: @Sendable () async -> Void) async throws -> Work? {
        var rested = ContinuousClock.now
        while true {
            if end != nil {
                try await handBack { _ in true }
                return nil
            }
            if let work = takeFromBuffer() { return work }
            let isWaiting = buffer.contains(where: mayGo)
            if !isWaiting, !isClaiming, try await mayHaveWork(), !isClaiming, try await claim() { continue }
            if isOver() {
                end = end ?? .idle
                continue
            }
            if .now - rested > .seconds(1) {
                rested = .now
                await rest()
            }
            // While others carry films there may be more at any moment.
            let pause =
                isWaiting ? .milliseconds(2) : carried.films > 0 ? .milliseconds(25) : QuietLedger.interval
            try? await Task.sleep(for: pause)
            try Task.checkCancellation()
        }
    }

    /// Whether a claim may find anything: a film has left a lane since the last one, time has brought something, or the
    /// ledger was changed.
    private func mayHaveWork() async throws -> Bool {
        guard foundNothingAt == released, !quiet.isOver(nextDue) else { return true }
        guard quiet.isToBeAsked() else { return false }
        let mark = try await ledger.changeMark()
        return quiet.hasChanged(to: mark)
    }

    /// Takes a film out of the buffer where its pixels still fit beside those in hand; one alone always fits.
    /// An archive that failed is tried again with one film.
    private func takeFromBuffer() -> Work? {
        guard !carried.isAlone, let place = buffer.firstIndex(where: mayGo) else { return nil }
        let lease = buffer[place]
        let isProbe = breakers.contains { name, breaker in
            breaker.failures > 0 && (lease.kind == .verify || name == primary)
        }
        let mustBeAlone = lease.rescues > 0 || isProbe
        guard carried.films == 0 || (!mustBeAlone && carried.bytes + lease.film.cost <= budget) else {
            return nil
        }
        buffer.remove(at: place)
        carried.begin(lease)
        hand.take(lease.film.id)
        // In the same step as the hand-out: films enter the gate in claim order.
        if lease.kind == .migrate { gate.enter(lease.film.id) }
        // A second copy that failed is tried again by `verify` alone.
        return Work(lease: lease, skipping: closed.union(breakers.keys).subtracting([primary]))
    }

    /// While a second copy lags, one proof at a time: the other lanes are the primary's.
    private func mayGo(_ lease: Lease) -> Bool {
        lease.kind == .migrate || carried.proofs == 0 || !archives.copyLags
    }

    /// Claims a group, verify and migrate in turn while both have work. False where there is nothing.
    private func claim() async throws -> Bool {
        isClaiming = true
        defer { isClaiming = false }
        let releasedBefore = released
        foundNothingAt = nil
        let mark = try await ledger.changeMark()
        nextDue = try await ledger.stageDue(at: .now())
        closed = try await closedArchives()
        turn = turn == .verify ? .migrate : .verify
        let kinds = [turn, turn == .verify ? .migrate : .verify]
        // What is in the buffer waits because a second copy lags: more of the kind would only wait with it.
        var open = kinds.filter { kind in isOpen(kind) && !buffer.contains { $0.kind == kind } }
        leftOut = open.count < kinds.count
        if try await waitsForPairs() {
            open.removeAll { $0 == .verify }
            if await !pairs.isPending(longerThan: Self.longestWait) { leftOut = true }
        }
        for kind in open {
            let leases = try await ledger.claim(
                kind, films: groupSize, bytes: budget, worker: worker, at: .now())
            guard !leases.isEmpty else { continue }
            buffer += leases
            return true
        }
        foundNothingAt = releasedBefore
        quiet.begin(at: mark)
        return false
    }

    private func closedArchives() async throws -> Set<String> {
        let scopes = try await ledger.closed(at: .now())
        let records = try await ledger.destinations()
        archives.heed(records)
        troubled = Set(records.filter { $0.trouble != nil }.map(\.name))
        refusing = Set(records.filter { $0.refusal != nil }.map(\.name))
        let paused = records.filter {
            $0.paused || scopes.contains(.archive($0.name))
        }
        return Set(paused.map(\.name))
    }

    /// Whether films wait to be proved while it is not known that all archives are two: that is being found out.
    private func waitsForPairs() async throws -> Bool {
        guard await !pairs.isSettled else { return false }
        for fault in try await pairs.takeFaults() { await failed(fault) }
        let depths = try await ledger.depths(limit: 1)
        guard depths.contains(where: { $0.kind == .verify && $0.films > 0 }) else { return false }
        if isOpen(.verify) { await pairs.begin() }
        return await !pairs.isSettled
    }

    /// `migrate` needs the primary, `verify` needs every archive.
    private func isOpen(_ kind: WorkKind) -> Bool {
        let now = ContinuousClock.now
        return breakers.allSatisfy { name, breaker in
            breaker.isClosed(at: now) || (kind == .migrate && name != primary)
        }
    }

    /// With `--until-idle`: nothing in hand, nothing to claim, no retry that is soon due, no archive that is
    /// being waited for.
    private func isOver() -> Bool {
        guard untilIdle, carried.films == 0, buffer.isEmpty, !isClaiming, foundNothingAt == released else {
            return false
        }
        if let broken = breakers.first(where: { $0.value.failures >= 4 }) {
            end = .unreachable(broken.value.message)
            return true
        }
        let isRetrySoon = nextDue.map { $0 <= Timestamp.now().adding(seconds: Self.longestWait) } ?? false
        return !leftOut && !isRetrySoon
    }

    /// Takes back a film that a lane has carried, with what the ledger made of it.
    func finished(_ result: Carried, wasDropped: Bool) async {
        let lease = result.finish.lease
        release(lease)
        let outcome = result.finish.outcome.name
        if !wasDropped {
            outcomes[outcome, default: 0] += 1
            // The other films of a conflict counted as what they came to before.
            for (other, _) in result.finish.alsoHeld where heldAgain.insert(other).inserted {
                outcomes["held_again", default: 0] += 1
            }
        }
        await heedStored(result.finish.stores)
        for name in result.answered(primary: primary) {
            // What it gives back says nothing of what it stores.
            let wasBroken = !refusing.contains(name) && breakers.removeValue(forKey: name) != nil
            guard troubled.remove(name) != nil || wasBroken else { continue }
            logger.notice("the archive answers again", metadata: ["archive": "\(name)"])
            try? await ledger.note(trouble: nil, of: name, at: .now())
        }
        guard let fault = result.unavailable else { return }
        await failed(fault)
        // What was claimed for it waits in the queue, not here.
        try? await handBack { !isOpen($0.kind) }
    }

    /// That an archive refuses to store ends with an instance that it has stored since.
    private func heedStored(_ stores: [StoreRecord]) async {
        for store in stores where store.method == "store" {
            let name = store.destination
            if let refused = refusedAt[name], (store.sentAt ?? refused) <= refused { continue }
            guard refusing.remove(name) != nil else { continue }
            refusedAt[name] = nil
            breakers.removeValue(forKey: name)
            try? await ArchiveAnswers(ledger: ledger, logger: logger).stored(name)
        }
    }

    private func failed(_ fault: Carried.Unavailable) async {
        let (name, message) = (fault.destination, fault.message)
        breakers[name, default: Breaker()].fail(message, at: .now)
        let answers = ArchiveAnswers(ledger: ledger, logger: logger)
        guard fault.isRefusal || archives.isRefusal(message, of: name) else {
            troubled.insert(name)
            try? await answers.failed(name, message)
            return
        }
        // It answers, and refuses to store: told of once.
        let isNew = refusing.insert(name).inserted
        guard refusedAt.updateValue(.now(), forKey: name) == nil || isNew else { return }
        try? await answers.refused(name, message)
    }

    /// Ends a lease whose lane failed: only its place in hand is freed, the ledger has the film.
    func abandoned(_ lease: Lease) { release(lease) }

    private func release(_ lease: Lease) {
        released += 1
        gate.leave(lease.film.id)
        hand.drop(lease.film.id)
        carried.end(lease)
    }

    private func handBack(where isUnwanted: (Lease) -> Bool) async throws {
        let leases = buffer.filter(isUnwanted)
        guard !leases.isEmpty else { return }
        buffer.removeAll(where: isUnwanted)
        do {
            _ = try await ledger.finish(leases.map { Finish($0, .handBack) }, at: .now())
        } catch {
            // They are still this worker's: the next one who looks gives them back.
            buffer += leases
            throw error
        }
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
