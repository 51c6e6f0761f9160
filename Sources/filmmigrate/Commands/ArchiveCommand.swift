import ArgumentParser
import DICOM
import Documents
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
            let added = try await ArchiveDesk(stores, actor: Operator.actor()).add(
                name, at: address, as: role, tls: tls, transferSyntax: transferSyntax)
            Output.result(
                "archive \(added.name) is registered as \(role.rawValue); next: `filmmigrate archive test \(added.name)`"
            )
            if added.due > 0 {
                let films = added.due.counted("verified film is", "verified films are")
                Output.message(
                    "\(films) read again from every archive by the next `filmmigrate run`, and sent to one that never "
                        + "had them")
            }
            if !added.isAnyPrimary { Output.message("no archive is the primary now: `run` needs one") }
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
            try await ArchiveDesk(stores, actor: Operator.actor()).remove(name, from: workspace)
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
            try await ArchiveDesk(stores, actor: Operator.actor()).pause(name, true)
            Output.result("archive \(name) is paused")
        }
    }

    struct Resume: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Uses a paused archive again.")
        @Argument(help: "The archive's name.")
        var name: String

        func run() async throws {
            let (_, stores) = try openWorkspace()
            try await ArchiveDesk(stores, actor: Operator.actor()).pause(name, false)
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
                guard ArchiveDesk.Limit(limit) != nil else {
                    throw ValidationError("a limit is a number above 0, or none")
                }
            }
        }

        func run() async throws {
            let (_, stores) = try openWorkspace()
            try await ArchiveDesk(stores, actor: Operator.actor()).limit(
                name, films: films.flatMap(ArchiveDesk.Limit.init),
                kilobytesPerSecond: kilobytes.flatMap(ArchiveDesk.Limit.init))
            var words: [String] = []
            if let films {
                words.append(
                    films == "none"
                        ? "any number of films" : "at most \((Int(films) ?? 0).counted("film")) at once")
            }
            if let kilobytes {
                words.append(kilobytes == "none" ? "any speed" : "at most \(kilobytes) kB a second")
            }
            Output.result("archive \(name): \(words.joined(separator: ", "))")
        }
    }
}

extension DestinationRecord.Role: ExpressibleByArgument {}
