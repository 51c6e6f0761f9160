import FilmModel
import Testing

@testable import MigrationQueue

/// A random sequence of all that can happen to a ledger, done to a ledger and to the model side by side.
struct LedgerScript {
    let place: LedgerPlace
    var ledger: any Ledger
    var model = LedgerModel()
    var random: SplitMix
    var now = noon
    var trusts: [TrustRecord] = []
    var workers: [String] = []
    /// Leases that were handed out and not yet answered by their worker, live or stale.
    var leases: [Lease] = []
    var deliveries: [(delivery: Delivery, receipt: String)] = []
    var batches: [BatchID] = []
    /// What was done so far: the report of a failure.
    var log: [String] = []

    init(_ place: LedgerPlace, seed: UInt64) async throws {
        self.place = place
        random = SplitMix(seed: seed)
        ledger = try place.open()
        log = ["seed \(seed)"]
        for (index, code) in ["RXA", "RXB", "RXC"].enumerated() {
            try await ledger.enrol(code, weight: index + 1, maxInFlight: index == 1 ? 4 : nil)
        }
        trusts = try await ledger.trusts()
        try await hire()
        try await hire()
    }

    /// Does one random step, and compares.
    mutating func step() async throws {
        switch Int.random(in: 0..<120, using: &random) {
        case 0..<10: try await takeIn()
        case 10..<14: try await repeatDelivery()
        case 14..<36: try await claim()
        case 36..<72: try await finish()
        case 72..<76: try await finishLate()
        case 76..<82: try await dismiss()
        case 82..<87: try await stage()
        case 87..<92: try await decide(release: true)
        case 92..<96: try await decide(release: false)
        case 96..<99: try await pause()
        case 99..<103: try await pauseBatch()
        case 103..<107: try await stop()
        case 107..<112: try await retry()
        case 112..<115: try await retryGroup()
        case 115..<117: try await cancel()
        default: try reopen()
        }
        try await compare()
    }

    private mutating func compare() async throws {
        let remark = Comment(rawValue: log.joined(separator: "; "))
        try await ledger.expectSound(remark.rawValue)
        let states = try await ledger.states(of: Array(model.films.keys))
        #expect(states == model.films.mapValues(\.state), remark)
        let tallies = try await ledger.tallies()
        for trust in trusts.map(\.trust) {
            for state in FilmState.allCases {
                #expect(tallies[trust]?[state] ?? 0 == model.count(trust, state), remark)
            }
        }
    }

    // MARK: Steps

    private mutating func takeIn() async throws {
        let trust = pick(trusts).trust
        var delivery = Delivery.sample(
            "N\(deliveries.count / 2)", trust, films: 0, bureau: "B\(deliveries.count % 2)")
        for row in 2..<Int.random(in: 3...9, using: &random) {
            let urgent = chance(4) ? "2027-01-20" : chance(4) ? "2028-01-20" : nil
            delivery.films.append(
                .sample(
                    "F\(row)", row: row, cost: Int.random(in: 0...200_000_000, using: &random),
                    urgentBy: urgent,
                    rejection: chance(6) ? Reason(.imageMissing) : nil))
        }
        note("take in \(delivery.films.count) for \(trust)")
        let receipt = "receipt \(deliveries.count)"
        let intake = try await ledger.takeIn(delivery, at: now) { _ in receipt }
        #expect(intake.isNew)
        for (film, row) in zip(try await ledger.films(of: intake.batch.id), delivery.films) {
            model.takeIn(
                film.id, trust, intake.batch.id,
                isUrgent: row.description.urgentBy == PartialDate("2027-01-20"),
                rejection: row.rejection?.code)
        }
        deliveries.append((delivery, receipt))
        batches.append(intake.batch.id)
    }

    private mutating func repeatDelivery() async throws {
        guard !deliveries.isEmpty else { return }
        var (delivery, receipt) = pick(deliveries)
        note("take in \(delivery.bureau) \(delivery.number) again")
        let again = try await ledger.takeIn(delivery, at: now) { _ in "another receipt" }
        #expect(again.receipt == receipt && !again.isNew)
        delivery.digest += " changed"
        let changed = delivery
        await #expect(throws: LedgerError.of(.conflict)) { try await ledger.take(changed) }
    }

    private mutating func claim() async throws {
        let kind: WorkKind = chance(3) ? .verify : .migrate
        let worker = pick(workers)
        let limit = Int.random(in: 1...8, using: &random)
        note("claim \(limit) to \(kind) for \(worker)")
        let room = trusts.map { trust in
            let ready = Lane.allCases.reduce(0) { $0 + model.ready(kind, trust.trust, $1).count }
            let free = (trust.maxInFlight ?? .max) - model.count(trust.trust, .inFlight)
            return trust.paused ? 0 : kind == .migrate ? min(ready, max(0, free)) : ready
        }
        let claimed = try await ledger.claim(kind, films: limit, bytes: .max, worker: worker, at: now)
        // No less than there is, and never more than a cap leaves.
        #expect(claimed.count == min(limit, room.reduce(0, +)), "\(log)")
        for (trust, room) in zip(trusts, room) {
            let mine = claimed.filter { $0.film.trust == trust.trust }
            #expect(mine.count <= room, "\(log)")
            for lane in Lane.allCases {
                let films = mine.filter { $0.lane == lane }.map(\.film.id)
                let first = model.ready(kind, trust.trust, lane).prefix(films.count)
                #expect(films == Array(first), "\(lane): \(log)")
            }
        }
        for lease in claimed {
            #expect(lease.attempt == model.films[lease.film.id]?.attempt, "\(log)")
            #expect(lease.rescues == model.films[lease.film.id]?.rescues, "\(log)")
            model.claim(lease.film.id, kind, worker: worker, epoch: lease.epoch)
        }
        leases += claimed
    }

    private mutating func finish() async throws {
        var results: [Finish] = []
        for _ in 0..<Int.random(in: 1...4, using: &random) where !leases.isEmpty {
            let lease = leases.remove(at: Int.random(in: 0..<leases.count, using: &random))
            var result = Finish.sample(lease, outcome(of: lease))
            if case .held = result.outcome, chance(2) {
                let others = model.films.keys.sorted().filter { $0 != lease.film.id }
                if !others.isEmpty { result.alsoHeld = [(pick(others), Reason(.heldByOperator))] }
            }
            results.append(result)
        }
        try await commit(results)
    }

    /// A worker that repeats its result, or gives another one: the lease is gone.
    private mutating func finishLate() async throws {
        guard let lease = leases.randomElement(using: &random) else { return }
        try await commit([.sample(lease, .handBack), .sample(lease, outcome(of: lease))])
        leases.removeAll { $0.epoch == lease.epoch && $0.film.id == lease.film.id }
    }

    private mutating func commit(_ results: [Finish]) async throws {
        guard !results.isEmpty else { return }
        note("finish \(results.map { "\($0.lease.film.id) \($0.outcome), also \($0.alsoHeld as Any)" })")
        var dropped: [FilmID] = []
        for result in results {
            let (film, epoch) = (result.lease.film.id, result.lease.epoch)
            let other = result.alsoHeld.first?.film
            if model.finish(film, epoch: epoch, result.outcome, alsoHeld: other, at: now) {
                dropped.append(film)
            }
        }
        let found = try await ledger.finish(results, at: now)
        #expect(found == dropped, "\(log)")
    }

    private mutating func outcome(of lease: Lease) -> Finish.Outcome {
        let reason = Reason(.internalFault)
        switch Int.random(in: 0..<16, using: &random) {
        case 0: return .handBack
        case 1, 2: return .retry(after: Double.random(in: 0...60, using: &random), reason, charged: chance(2))
        case 3, 4: return .held(reason)
        case 5 where lease.kind == .migrate: return .rejected(reason)
        case 6 where lease.kind == .migrate:
            let other = model.films.keys.sorted().filter { $0 != lease.film.id }
            return other.isEmpty ? .handBack : .duplicate(of: pick(other), reason)
        default: return lease.kind == .migrate ? .delivered : .verified
        }
    }

    private mutating func dismiss() async throws {
        let worker = pick(workers)
        let mine = leases.filter { $0.worker == worker }.map(\.film.id)
        let inHand = Set(mine.filter { _ in chance(2) })
        let dismissal: Dismissal =
            switch Int.random(in: 0..<4, using: &random) {
            case 0: .handBack
            case 1: .death(inHand: nil, blamed: true)
            case 2: .death(inHand: inHand, blamed: true)
            default: .death(inHand: nil, blamed: false)
            }
        // Now and then days pass, so that old deaths no longer count.
        if chance(5) { now = now.adding(seconds: 80 * 3600) }
        note("dismiss \(worker), \(dismissal) at \(now)")
        let count = try await ledger.dismiss(worker, dismissal, at: now)
        #expect(count == model.dismiss(worker, dismissal, at: now), "\(log)")
        workers.removeAll { $0 == worker }
        try await hire()
    }

    private mutating func pauseBatch() async throws {
        guard let batch = batches.randomElement(using: &random) else { return }
        let paused = !model.paused.contains(batch)
        note("batch \(batch) paused \(paused)")
        try await ledger.pause(batch, paused, at: now)
        if paused { model.paused.insert(batch) } else { model.paused.remove(batch) }
    }

    private mutating func stop() async throws {
        guard let film = model.films.keys.sorted().randomElement(using: &random) else { return }
        note("stop \(film)")
        let isAllowed = model.stop(film)
        do {
            try await ledger.hold(film, reason: Reason(.heldByOperator), actor: "jo", at: now)
            #expect(isAllowed, "\(log)")
        } catch let error as LedgerError {
            #expect(!isAllowed && error.code == .refused, "\(log)")
        }
    }

    private mutating func retry() async throws {
        guard let film = model.films.keys.sorted().randomElement(using: &random) else { return }
        note("retry \(film)")
        let isAllowed = model.retry(film)
        do {
            let retried = try await ledger.retry(film, actor: "jo", at: now)
            #expect(isAllowed && retried.films == 1, "\(log)")
        } catch let error as LedgerError {
            #expect(!isAllowed && error.code == .refused, "\(log)")
        }
    }

    private mutating func retryGroup() async throws {
        let code = pick([.internalFault, .heldByOperator, .batchCancelled, .killedItsWorker] as [ReasonCode])
        let films = model.group(code)
        note("retry all of \(code): \(films)")
        let groups = try await ledger.failures().filter { $0.code == code }
        #expect(groups.reduce(0) { $0 + $1.films } == films.count, "\(log)")
        let retried = try await ledger.retry(all: code, actor: "jo", at: now)
        #expect(retried.films == films.count, "\(log)")
        for film in films {
            let isAllowed = model.retry(film, lane: .backfill)
            #expect(isAllowed, "\(log)")
        }
    }

    private mutating func cancel() async throws {
        guard let batch = batches.randomElement(using: &random) else { return }
        note("cancel \(batch)")
        let cancelled = try await ledger.cancel(batch, reason: nil, actor: "jo", at: now)
        #expect(cancelled.rejected == model.cancel(batch), "\(log)")
    }

    private mutating func stage() async throws {
        now = now.adding(seconds: Double.random(in: 0...40, using: &random))
        note("stage at \(now)")
        model.stage(at: now)
        let next = try await ledger.stageDue(at: now)
        #expect(next == model.nextDue, "\(log)")
    }

    private mutating func decide(release: Bool) async throws {
        let held = model.films.values.filter { $0.state == .held }.map(\.id).sorted()
        let all = model.films.keys.sorted()
        guard let film = (chance(6) ? all : held).randomElement(using: &random) else { return }
        note("\(release ? "release" : "reject") \(film)")
        let isAllowed = release ? model.release(film) : model.reject(film)
        do {
            if release {
                try await ledger.release(film, person: nil, cause: "seen", actor: "jo", at: now)
            } else {
                try await ledger.reject(film, reason: Reason(.rejectedByOperator), actor: "jo", at: now)
            }
            #expect(isAllowed, "\(log)")
        } catch let error as LedgerError {
            #expect(!isAllowed && error.code == .refused, "\(log)")
        }
    }

    private mutating func pause() async throws {
        let index = Int.random(in: 0..<trusts.count, using: &random)
        trusts[index].paused.toggle()
        note("\(trusts[index].trust) paused \(trusts[index].paused)")
        try await ledger.add(trusts[index])
    }

    private mutating func reopen() throws {
        note("open again")
        ledger = try place.open()
    }

    // MARK: Parts

    private mutating func hire() async throws {
        let worker = "w\(log.count)-\(workers.count)"
        try await ledger.hire(worker)
        workers.append(worker)
    }

    private mutating func note(_ line: String) { log.append(line) }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

    private mutating func pick<T>(_ values: [T]) -> T {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
}
