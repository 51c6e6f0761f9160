import FilmModel
import Logging
import MigrationQueue

/// Keeps the page true about which archives answer, whoever has called them.
struct ArchiveAnswers: Sendable {
    let ledger: any Ledger
    let logger: Logger

    /// These have answered: what was said of them is over. What was said of others stands.
    func answered(_ names: Set<String>) async throws {
        guard !names.isEmpty else { return }
        for record in try await ledger.destinations() where names.contains(record.name) {
            try await answered(record)
        }
    }

    /// The same of one, as it was read: nothing is written where nothing was said.
    func answered(_ record: DestinationRecord) async throws {
        guard record.trouble != nil else { return }
        try await ledger.note(trouble: nil, of: record.name, at: .now())
        logger.notice("the archive answers again", metadata: ["archive": "\(record.name)"])
    }

    /// This one has not answered: why.
    func failed(_ name: String, _ message: String) async throws {
        try await ledger.note(trouble: message, of: name, at: .now())
        logger.warning("\(message)", metadata: ["archive": "\(name)"])
    }
}
