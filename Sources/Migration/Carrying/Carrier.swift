import FilmModel
import Logging
import MigrationQueue
import ServiceLifecycle
import Synchronization

/// The service that carries films: a feed, and lanes that take from it until the run is over.
struct Carrier: Service {
    let feed: Feed
    let lanes: [CarryingLane]
    let finishes: FinishQueue
    let ledger: any ProofLedger
    let worker: String
    /// How many films may come back different before an archive is paused.
    let stopArchiveAfter: Int
    /// What is done once nothing is left to carry; nil where it is done beside.
    let laterProof: LaterProof?
    /// How long films in hand may go on after a stop signal.
    let graceSeconds: Int
    /// Ends the process at once.
    let end: @Sendable (ExitStatus) -> Never
    let logger: Logger

    func run() async throws {
        let stopping = Mutex<Task<Void, Never>?>(nil)
        // Once all is carried, nothing is left to be stopped: the run goes on to write receipts.
        defer { stopping.withLock { $0?.cancel() } }
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in lanes {
                    group.addTask { try await work(lane) }
                }
                try await group.waitForAll()
            }
            if await feed.end == .idle, let laterProof {
                await feed.proved(later: try await laterProof.finishDue())
            }
        } onGracefulShutdown: {
            stopping.withLock { $0 = Task { await stop() } }
        }
    }

    /// Claims nothing more; where films in hand outlast the grace period, gives their leases back and ends
    /// the process: whatever their lanes still do is fenced off by the epoch.
    private func stop() async {
        await feed.stop()
        do { try await Task.sleep(for: .seconds(graceSeconds)) } catch { return }
        logger.notice("the grace period is over: films in hand are handed back")
        _ = try? await ledger.dismiss(worker, .handBack, at: .now())
        end(.stopped)
    }

    private func work(_ lane: CarryingLane) async throws {
        while let film = try await feed.next(meanwhile: { await lane.rest() }) {
            let lease = film.lease
            let started = ContinuousClock.now
            let carried: Carried
            let kept: Bool
            do {
                carried = try await lane.carry(film)
                kept = try await finishes.commit(carried.finish)
            } catch {
                await feed.abandoned(lease)
                throw error
            }
            await feed.finished(carried, wasDropped: !kept)
            if kept, let archive = carried.differing {
                try await DifferenceCount(ledger: ledger, limit: stopArchiveAfter, logger: logger)
                    .note(archive)
            }
            RunMetrics.record(carried.finish, seconds: (.now - started) / .seconds(1))
            logger.debug(
                "film carried",
                metadata: [
                    "trust": "\(lease.film.trust)", "batch.id": "\(lease.film.batch)",
                    "film.id": "\(lease.film.id)", "attempt": "\(lease.attempt)",
                    "step": "\(lease.kind.rawValue)", "outcome": "\(carried.finish.outcome.name)",
                ])
        }
    }
}
