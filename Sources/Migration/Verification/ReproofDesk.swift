import Archive
import FilmModel
package import Logging
package import MigrationQueue

/// Reads films again and lets the ledger know: equal ones stay verified, others are held.
package struct ReproofDesk: Sendable {
    let ledger: any ProofLedger
    let reprover: Reprover
    let stopArchiveAfter: Int
    /// Who asks, for the history.
    let actor: String
    /// Whether films are read because it is time: then they are not due any more.
    let isScheduled: Bool
    let logger: Logger

    package init(
        ledger: any ProofLedger, reprover: Reprover, stopArchiveAfter: Int, actor: String,
        isScheduled: Bool, logger: Logger
    ) {
        self.ledger = ledger
        self.reprover = reprover
        self.stopArchiveAfter = stopArchiveAfter
        self.actor = actor
        self.isScheduled = isScheduled
        self.logger = logger
    }

    func prove(_ film: FilmRecord) async throws -> Reproof {
        let known = Set(try await ledger.stores(of: film.id).map(\.destination))
        let reproof = try await reprover.prove(film, known: known)
        let answers = ArchiveAnswers(ledger: ledger, logger: logger)
        try await answers.answered(reproof.answered)
        switch reproof {
        case .lacking(_, let stores):
            try await ledger.reproved([film.id: stores], wereDue: false, at: .now())
        case .equal(let stores):
            for store in stores where store.method == "store" {
                try await answers.heed(.stored, of: store.destination)
            }
            try await ledger.reproved([film.id: stores], wereDue: isScheduled, at: .now())
        case .differs(let differences, let stores):
            let words = differences.map { "\($0.archive): \($0.what)" }.joined(separator: "; ")
            let isHeld = try await ledger.disproved(
                film.id, stores: stores, reason: Reason(.readBackDiffers, words), actor: actor, at: .now())
            guard isHeld else { break }
            logger.error(
                "a verified film does not come back as it was sent", metadata: ["film.id": "\(film.id)"])
            let count = DifferenceCount(ledger: ledger, limit: stopArchiveAfter, logger: logger)
            for difference in differences { try await count.note(difference.archive) }
        case .refused(let reason, let stores):
            let isHeld = try await ledger.disproved(
                film.id, stores: stores, reason: reason, actor: actor, at: .now())
            if isHeld {
                logger.warning(
                    "a film can't be brought to an archive", metadata: ["film.id": "\(film.id)"])
            }
        case .unavailable(let archive, let message):
            if await reprover.isRefusal(message, of: archive) {
                try await answers.heed(.refused(message), of: archive)
            } else {
                try await answers.failed(archive, message)
            }
        }
        return reproof
    }
}
