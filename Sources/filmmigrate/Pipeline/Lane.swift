import Archive
import MigrationQueue

/// One line of work: a thread of its own and its own associations. It carries one film at a time.
actor Lane {
    private let executor: BlockingQueueExecutor
    private let pipeline: Pipeline
    private let links: [ArchiveLink]

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    init(_ number: Int, pipeline: Pipeline) {
        executor = BlockingQueueExecutor(label: "lane-\(number)")
        self.pipeline = pipeline
        links = pipeline.destinations.map { ArchiveLink($0) }
    }

    /// Carries one film as far as it goes. Throws only where the ledger itself fails.
    func carry(_ lease: Lease) async throws -> Carried {
        switch lease.kind {
        case .migrate: try await pipeline.migrate(lease, links)
        case .verify: try await pipeline.verify(lease, links)
        }
    }
}
