import Archive
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

    /// This one answers and refuses to store: why.
    func refused(_ name: String, _ message: String) async throws {
        try await ledger.note(refusal: message, of: name, at: .now())
        logger.error(
            "the archive is full: it refuses to store, and films wait until it stores again: \(message)",
            metadata: ["archive": "\(name)"])
    }

    /// This one has stored an instance.
    func stored(_ name: String) async throws {
        try await ledger.note(refusal: nil, of: name, at: .now())
        logger.notice("the archive stores again", metadata: ["archive": "\(name)"])
    }

    /// The result of an instance that this one was to store, told where it is new.
    func heed(_ storage: ArchiveHealth.Storage, of name: String) async throws {
        guard storage != .unknown else { return }
        let known = try await ledger.destinations().first { $0.name == name }?.refusal
        switch storage {
        case .refused(let message): if known == nil { try await refused(name, message) }
        case .stored: if known != nil { try await stored(name) }
        case .unknown: break
        }
    }

    /// This one has not answered: why.
    func failed(_ name: String, _ message: String) async throws {
        try await ledger.note(trouble: message, of: name, at: .now())
        logger.warning("\(message)", metadata: ["archive": "\(name)"])
    }
}
