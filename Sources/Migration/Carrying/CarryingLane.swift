import Archive
import MigrationQueue

/// One line of work: a thread of its own and its own associations. It carries one film at a time.
actor CarryingLane {
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
    func carry(_ work: Work) async throws -> Carried {
        defer { rest() }
        switch work.lease.kind {
        case .migrate:
            // The primary comes first and is never left out: it decides whether the film is delivered.
            return try await pipeline.migrate(
                work.lease,
                Array(links.prefix(1))
                    + links.dropFirst().filter { !work.skipping.contains($0.destination.name) })
        case .verify: return try await pipeline.verify(work.lease, links)
        }
    }

    /// Closes associations that are not used.
    func rest() {
        let limit = Duration.seconds(pipeline.workspace.settings.idleSeconds)
        for link in links { link.closeIdle(after: limit) }
    }
}
