import FilmModel
import Logging
import MigrationQueue

/// Puts back what workers left that are dead, or that have not told the ledger for too long.
struct Rescuer {
    let ledger: any Ledger
    /// What the last run of this workspace had in hand; nil where that is not to be asked.
    let hand: Hand?
    let logger: Logger
    /// The worker that asks.
    var except: String?

    func rescue() async throws {
        let now = Timestamp.now()
        for record in try await ledger.workers()
        where record.worker.id != except && (record.aliveUntil < now || ThisProcess.isDead(record.worker)) {
            let death = hand?.death(of: record.worker.id)
            let films = try await ledger.dismiss(
                record.worker.id, death ?? .death(inHand: nil, blamed: false), at: now)
            if films > 0 {
                logger.notice("films of a dead worker are back in the queue", metadata: ["films": "\(films)"])
            }
        }
    }
}
