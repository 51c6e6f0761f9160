import FilmModel
import Logging
import MigrationQueue
import ServiceLifecycle

/// Tells the ledger that this worker lives. Where it can't, the worker stops claiming: its films may already
/// be with others.
struct Heartbeat: Service {
    /// How long a worker counts as alive after a beat, in seconds.
    static let lease = 30.0
    static let interval = Duration.seconds(10)

    let ledger: any Ledger
    let worker: String
    let feed: Feed
    let logger: Logger

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
            guard !Task.isShuttingDownGracefully, !Task.isCancelled else { return }
            let alive =
                (try? await ledger.heartbeat(
                    worker, aliveUntil: Timestamp.now().adding(seconds: Self.lease))) ?? false
            if !alive {
                logger.error("the ledger no longer knows this worker: no more films are claimed")
                await feed.stop()
            }
        }
    }
}
