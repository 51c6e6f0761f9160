import Archive
import DICOM
import FilmModel
package import MigrationQueue

/// Registers archives, steers their use and forgets mistyped ones, one field at a time.
package struct ArchiveDesk: Sendable {
    private let ledger: any ProofLedger
    private let actor: Actor

    /// The result of registering an archive.
    package struct Added: Sendable {
        package let name: String
        /// Verified films that are read again, and sent to it where it never had them.
        package let due: Int
        /// Whether some archive is the primary now.
        package let isAnyPrimary: Bool
    }

    /// The most that is sent to an archive: a number above 0, or no limit.
    package enum Limit: Sendable {
        case none
        case most(Int)

        /// Reads `none` or a number; nil where it is neither.
        package init?(_ text: String) {
            if text == "none" {
                self = .none
            } else if let number = Int(text), (1...1_000_000_000).contains(number) {
                self = .most(number)
            } else {
                return nil
            }
        }

        var number: Int? {
            switch self {
            case .none: nil
            case .most(let number): number
            }
        }
    }

    package init(_ stores: Stores, actor: Actor) {
        ledger = stores.ledger
        self.actor = actor
    }

    /// Registers an archive at `AET@HOST:PORT`, that is sent films in a transfer syntax.
    package func add(
        _ given: String, at text: String, as role: DestinationRecord.Role, tls: Bool,
        transferSyntax: String
    ) async throws -> Added {
        try actor.require(.operator)
        let address = try ArchiveAddress(text)
        guard SyntaxPreference(transferSyntax) != nil else {
            let names = ["auto"] + TransferSyntax.allCases.map(\.rawValue)
            throw WorkspaceError.usage(
                "\(transferSyntax) is no transfer syntax that films are sent in",
                remedy: "name one of \(names.joined(separator: ", "))")
        }
        guard let name = given.nonEmpty, name.utf8.count <= 64 else {
            throw WorkspaceError.usage(
                "the archive needs a name", remedy: "give it one of up to 64 characters")
        }
        var record = DestinationRecord(
            name: name, aeTitle: address.aeTitle, host: address.host, port: address.port, role: role,
            tls: tls)
        record.transferSyntax = transferSyntax
        let due = try await ledger.add(record)
        return Added(
            name: name, due: due,
            isAnyPrimary: try await ledger.destinations().contains { $0.role == .primary })
    }

    /// Forgets an archive that no film was ever sent to. No `run` may work meanwhile: it has read which archives there are.
    package func remove(_ name: String, from workspace: Workspace) async throws {
        try actor.require(.operator)
        let lock = try FileLock(workspace.lockPath, busy: .isRunning)
        defer { withExtendedLifetime(lock) {} }
        try await ledger.remove(archive: name)
    }

    /// Uses an archive no more, or again.
    package func pause(_ name: String, _ paused: Bool) async throws {
        try actor.require(.operator)
        try await ledger.pause(archive: name, paused)
    }

    /// Limits what is sent to an archive: films at once, and kilobytes a second. What is nil stays as it is.
    package func limit(_ name: String, films: Limit?, kilobytesPerSecond: Limit?) async throws {
        try actor.require(.operator)
        if let films { try await ledger.cap(archive: name, at: films.number) }
        if let kilobytesPerSecond {
            try await ledger.limit(
                archive: name, bytesPerSecond: kilobytesPerSecond.number.map { $0 * 1000 })
        }
    }
}
