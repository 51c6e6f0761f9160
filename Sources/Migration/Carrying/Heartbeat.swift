import FilmModel
import Logging
import MigrationQueue
import ServiceLifecycle

/// Tells the ledger that this worker lives, and rescues what others left. A worker that can't tell stops
/// claiming; one that the ledger gave up, or that could not tell for as long as it counts as alive, ends at
/// once with what it is sending: its films may already be with others.
struct Heartbeat: Service {
    let ledger: any Ledger
    let worker: String
    let feed: Feed
    let rescuer: Rescuer
    /// Ends the process at once.
    let end: @Sendable (ExitStatus) -> Never
    let logger: Logger

    func run() async throws {
        var last = ContinuousClock.now
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: LeasePolicy.interval) }
            guard !Task.isShuttingDownGracefully, !Task.isCancelled else { return }
            let beat = ContinuousClock.now
            do {
                let alive = try await ledger.heartbeat(
                    worker, aliveUntil: Timestamp.now().adding(seconds: LeasePolicy.lifetime))
                guard alive else { return await abort("the ledger has given this worker's films to others") }
                last = beat
                try await rescuer.rescue()
            } catch {
                logger.warning("the ledger could not be told that this worker lives")
                guard .now - last < .seconds(LeasePolicy.lifetime) - LeasePolicy.interval else {
                    return await abort("the ledger could not be told for too long")
                }
            }
        }
    }

    /// Ends the process: associations break, and results of films in hand are fenced off by their epoch.
    private func abort(_ why: String) async {
        logger.error("\(why): stopped; the films come back, run again")
        await feed.stop()
        end(.stopped)
    }
}
