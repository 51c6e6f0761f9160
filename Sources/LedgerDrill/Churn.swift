import ArgumentParser
import FilmModel
import Foundation
import MigrationQueue
import StoreSQLite

/// Takes in, claims and finishes, again and again, in every way there is: the process that crash tests kill.
/// Whatever the ledger has acknowledged is noted in a file of its own, line by line, before it goes on.
struct Churn: AsyncParsableCommand {
    @Option var path: String
    @Option(help: "Where acknowledged results are noted.") var acknowledged: String
    @Option var seed: UInt64
    @Option(help: "Rounds of claim and finish before it ends by itself.") var rounds = 30

    func run() async throws {
        var random = Draw(seed: seed)
        let ledger = try SQLiteLedger(path: path, create: true)
        let notes = try Notes(acknowledged)
        let trusts = Sample.trusts(3)
        for trust in trusts { try await ledger.add(TrustRecord(trust: trust, name: trust.code)) }
        for record in try await ledger.workers() {
            _ = try await ledger.dismiss(
                record.worker.id, .death(inHand: nil, blamed: false), at: .now())
        }
        let worker = WorkerIdentity(id: UUID().uuidString, machine: "drill", boot: "", pid: 1, started: 0)
        try await ledger.register(worker, aliveUntil: Timestamp.now().adding(seconds: 1e6))
        for round in 0..<rounds {
            if round.isMultiple(of: 5) {
                let number = Int.random(in: 0..<1_000_000, using: &random)
                let delivery = Sample.delivery(trusts[round % 3], number: number, films: 12)
                _ = try await ledger.takeIn(delivery, at: .now()) { _ in "receipt" }
                try notes.write("batch \(delivery.number)")
            }
            let kind: WorkKind = round.isMultiple(of: 2) ? .migrate : .verify
            let leases = try await ledger.claim(kind, films: 8, bytes: .max, worker: worker.id, at: .now())
            let results = leases.map { result($0, &random) }
            let dropped = Set(try await ledger.finish(results, at: .now()))
            for result in results where !dropped.contains(result.lease.film.id) {
                guard let state = result.settled else { continue }
                try notes.write("film \(result.lease.film.id) \(state)")
            }
            _ = try await ledger.stageDue(at: .now())
        }
    }

    private func result(_ lease: Lease, _ random: inout Draw) -> Finish {
        let now = Timestamp.now()
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return Finish(lease, .handBack)
        case 1: return Finish(lease, .retry(after: 0.01, Reason(.storeFailed), charged: true))
        case 2: return Finish(lease, .held(Reason(.internalFault)))
        case 3 where lease.kind == .migrate: return Finish(lease, .rejected(Reason(.blank)))
        default:
            return lease.kind == .migrate
                ? Sample.delivered(lease, at: now) : Sample.verified(lease, at: now)
        }
    }
}

extension Finish {
    /// The state that the result leaves for good, as far as a churn goes; nil where the film comes back.
    fileprivate var settled: FilmState? {
        switch outcome {
        case .delivered: .delivered
        case .verified: .verified
        case .held: .held
        case .rejected: .rejected
        default: nil
        }
    }
}
