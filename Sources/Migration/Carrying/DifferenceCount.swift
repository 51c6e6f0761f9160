import FilmModel
import Logging
import MigrationQueue

/// Counts films that an archive gave back otherwise than they were sent, and pauses it when there are too many.
struct DifferenceCount: Sendable {
    let ledger: any ProofLedger
    let limit: Int
    let logger: Logger

    func note(_ archive: String) async throws {
        guard try await ledger.note(differenceAt: archive, pauseAt: limit, at: .now()) else { return }
        logger.error(
            "\(limit.counted("film")) came back different: the archive is paused until `filmmigrate archive resume`",
            metadata: ["archive": "\(archive)"])
    }
}
