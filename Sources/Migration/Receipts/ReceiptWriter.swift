import Logging
import ServiceLifecycle

/// Writes receipts anew while a run goes on, of the batches that have changed: little is left to write at its end.
struct ReceiptWriter: Service {
    let receipts: Receipts
    let logger: Logger

    private static let interval = Duration.seconds(20)

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
            guard !Task.isShuttingDownGracefully, !Task.isCancelled else { return }
            do { try await receipts.refresh() } catch {
                // The run's end writes them, or says why it can't.
                logger.warning("receipts can't be written now; they are tried again")
            }
        }
    }
}
