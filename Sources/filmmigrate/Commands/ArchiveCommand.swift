import Documents
import Archive
import ArgumentParser
import DICOM
import FilmModel
import Migration
import MigrationQueue

struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive", abstract: "Archives: where instances go.",
        subcommands: [Add.self, List.self, Test.self, Pause.self, Resume.self, Limit.self, Remove.self])

    struct Add: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Registers an archive.")

        @Argument(help: "A name of your own for it.")
        var name: String
        @Argument(help: ArgumentHelp("Its address.", valueName: "aet@host:port"))
        var address: String
        @Option(help: "primary or second-copy.")
        var role: DestinationRecord.Role = .primary
        @Flag(help: "Call it over TLS, with the certificates of the settings.")
        var tls = false
        @Option(
            help: "What films are sent in: auto, or one of those that `convert` knows; all of them lossless.")
        var transferSyntax = TransferSyntax.explicit.rawValue

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let address = try ArchiveAddress(address)
            guard SyntaxPreference(transferSyntax) != nil else {
                let names = ["auto"] + TransferSyntax.allCases.map(\.rawValue)
                throw WorkspaceError.usage(
                    "\(transferSyntax) is no transfer syntax that films are sent in",
                    remedy: "name one of \(names.joined(separator: ", "))")
            }
            guard let name = name.nonEmpty, name.utf8.count <= 64 else {
                throw WorkspaceError.usage(
                    "the archive needs a name", remedy: "give it one of up to 64 characters")
            }
            var record = DestinationRecord(
                name: name, aeTitle: address.aeTitle, host: address.host, port: address.port, role: role,
                tls: tls)
            record.transferSyntax = transferSyntax
            let due = try await stores.ledger.add(record)
            Output.result(
                "archive \(name) is registered as \(role.rawValue); next: `filmmigrate archive test \(name)`")
            if due > 0 {
                let films = due.counted("verified film is", "verified films are")
                Output.message(
                    "\(films) read again from every archive by the next `filmmigrate run`, and sent to one that never "
                        + "had them")
            }
            if try await !stores.ledger.destinations().contains(where: { $0.role == .primary }) {
                Output.message("no archive is the primary now: `run` needs one")
            }
        }
    }

    struct List: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the archives.")
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let records = try await stores.ledger.destinations()
            var table = TextTable([
                "name", "role", "address", "proved as", "most at once", "kB/s", "sent as", "stands",
            ])
            for record in records {
                table.add([
                    record.name, record.role.rawValue,
                    "\(record.aeTitle)@\(record.host):\(record.port)" + (record.tls ? " (TLS)" : ""),
                    record.identity ?? "not yet", record.maxInFlight.map(String.init) ?? "–",
                    record.bytesPerSecond.map { String($0 / 1000) } ?? "–", record.transferSyntax,
                    record.standing,
                ])
            }
            try output.show(
                ["archives": records.map(ArchiveDocument.init)],
                text: table.isEmpty
                    ? "no archive is registered; `filmmigrate archive add NAME AET@HOST:PORT`" : table.text)
        }
    }

    struct Remove: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forgets an archive that no film was ever sent to, such as a mistyped one.")
        @Argument(help: "The archive's name.")
        var name: String

        func run() async throws {
            let (workspace, stores) = try openWorkspace()
            // A run has read which archives there are.
            let lock = try FileLock(workspace.lockPath, busy: .isRunning)
            defer { withExtendedLifetime(lock) {} }
            try await stores.ledger.remove(archive: name)
            Output.result("archive \(name) is removed")
        }
    }

    struct Pause: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Uses an archive no more.",
            discussion: """
                Without the primary nothing is carried; without a second copy films are delivered, and wait to \
                be proved.
                """)
        @Argument(help: "The archive's name.")
        var name: String

        func run() async throws {
            let (_, stores) = try openWorkspace()
            try await stores.ledger.pause(archive: name, true)
            Output.result("archive \(name) is paused")
        }
    }

    struct Resume: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Uses a paused archive again.")
        @Argument(help: "The archive's name.")
        var name: String

        func run() async throws {
            let (_, stores) = try openWorkspace()
            try await stores.ledger.pause(archive: name, false)
            Output.result("archive \(name) is resumed")
        }
    }

    struct Limit: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "The most that is sent to an archive: films at once, and kilobytes a second.",
            discussion:
                "Each is a number above 0, or `none`. A running `run` keeps to it with its next claim.")
        @Argument(help: "The archive's name.")
        var name: String
        @Argument(help: "The most films that are sent to it or proved with it at once.")
        var films: String?
        @Option(name: .customLong("kilobytes-per-second"), help: "The most that is sent to it.")
        var kilobytes: String?

        func validate() throws {
            guard films != nil || kilobytes != nil else {
                throw ValidationError("say how many films at once, or --kilobytes-per-second")
            }
            for limit in [films, kilobytes].compactMap(\.self) {
                guard limit == "none" || (Int(limit).map { (1...1_000_000_000).contains($0) } ?? false) else {
                    throw ValidationError("a limit is a number above 0, or none")
                }
            }
        }

        func run() async throws {
            let (_, stores) = try openWorkspace()
            var words: [String] = []
            if let films {
                try await stores.ledger.cap(archive: name, at: Int(films))
                words.append(
                    films == "none"
                        ? "any number of films" : "at most \((Int(films) ?? 0).counted("film")) at once")
            }
            if let kilobytes {
                try await stores.ledger.limit(
                    archive: name, bytesPerSecond: Int(kilobytes).map { $0 * 1000 })
                words.append(kilobytes == "none" ? "any speed" : "at most \(kilobytes) kB a second")
            }
            Output.result("archive \(name): \(words.joined(separator: ", "))")
        }
    }
}

extension DestinationRecord.Role: ExpressibleByArgument {}
