import FilmModel
import Testing

@testable import MigrationQueue

/// A moment for tests: 2027-01-15, 08:00 UTC.
let noon = Timestamp(milliseconds: 1_800_000_000_000)

extension Ledger {
    /// Adds a Trust, or changes it.
    @discardableResult
    func enrol(
        _ code: String, weight: Int = 1, maxInFlight: Int? = nil, paused: Bool = false
    ) async throws -> TrustID {
        let trust = try #require(TrustID(code))
        try await add(
            TrustRecord(
                trust: trust, name: "Trust \(code)", weight: weight, maxInFlight: maxInFlight, paused: paused)
        )
        return trust
    }

    /// Takes a batch in and answers its films.
    @discardableResult
    func take(_ delivery: Delivery, at: Timestamp = noon) async throws -> [FilmRecord] {
        let intake = try await takeIn(delivery, at: at) { "receipt of \($0.name)" }
        return try await films(of: intake.batch.id)
    }

    func hire(_ workers: String...) async throws {
        for (index, id) in workers.enumerated() {
            let worker = WorkerIdentity(
                id: id, machine: "m", boot: "b", pid: Int32(100 + index), started: Int64(index))
            try await register(worker, aliveUntil: noon.adding(seconds: 30))
        }
    }

    func claim(_ kind: WorkKind, _ films: Int = 1000, by worker: String = "w") async throws -> [Lease] {
        try await claim(kind, films: films, bytes: .max, worker: worker, at: noon)
    }

    /// Leases the one film that there is to lease.
    func claimOne(_ kind: WorkKind, by worker: String = "w") async throws -> Lease {
        let leases = try await claim(kind, 1, by: worker)
        return try #require(leases.first)
    }

    @discardableResult
    func finish(
        _ lease: Lease, _ outcome: Finish.Outcome, stores: [StoreRecord] = [], at: Timestamp = noon
    ) async throws -> [FilmID] {
        try await finish([.sample(lease, outcome, stores: stores)], at: at)
    }

    /// Commits results as one group.
    @discardableResult
    func finish(together results: Finish...) async throws -> [FilmID] { try await finish(results, at: noon) }

    func state(_ film: FilmID) async throws -> FilmState { try await self.film(film).state }

    /// Holds the ledger to its invariants, and received to the sum of the seven states.
    func expectSound(_ remark: String = "", _ location: SourceLocation = #_sourceLocation) async throws {
        let breaches = try await breaches()
        #expect(breaches.isEmpty, "\(breaches) \(remark)", sourceLocation: location)
        var counts: [TrustID: StateCounts] = [:]
        for batch in try await batches() { counts[batch.batch.trust, default: StateCounts()] += batch.counts }
        let tallies = try await tallies()
        for trust in Set(counts.keys).union(tallies.keys) {
            for state in FilmState.allCases {
                #expect(
                    counts[trust]?[state] ?? 0 == tallies[trust]?[state] ?? 0, "\(trust) \(state) \(remark)",
                    sourceLocation: location)
            }
        }
    }
}

extension StateCounts {
    static func += (left: inout Self, right: Self) { left = left + right }
}

extension LedgerError {
    /// An error to compare with: errors are equal by code.
    static func of(_ code: Code) -> Self { Self(code, "", remedy: "") }
}
