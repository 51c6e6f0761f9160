import Logging
import MigrationQueue
import ServiceLifecycle

/// Looks after the ledger's log while a run works, and tells the operator who stands in its way.
struct LogWatch: Service {
    let upkeep: any StoreUpkeep
    let logger: Logger

    func run() async throws {
        var told: Set<LedgerReader>?
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: LogBlockage.interval) }
            // The ledger's own troubles are the heartbeat's to tell.
            guard let blockage = try? await upkeep.look() else {
                told = nil
                continue
            }
            if told != blockage.readers { logger.warning("\(blockage.text)") }
            told = blockage.readers
            for reader in blockage.ended {
                logger.warning(
                    "process \(reader.pid) (\(reader.program)) was asked to end; read a copy made by `backup` instead"
                )
            }
        }
    }
}
