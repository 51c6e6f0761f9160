import ArgumentParser
import Digitise
import Documents
import FilmModel
import Migration
import MigrationQueue

struct FilmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "film", abstract: "Single films.",
        subcommands: [Show.self, Hold.self, Release.self, Retry.self, Looked.self, Urgent.self])

    struct Show: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Shows a film and all that happened to it.")
        @Argument(help: "BATCH/FILM, or the bureau's film number where it is unique.")
        var film: String
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, stores) = try openWorkspace()
            let record = try await stores.ledger.film(named: film)
            let document = try await FilmDocument(
                record, stores.ledger, keepsPaper: workspace.settings.checks.keepsPaper)
            try output.show(document, text: document.text)
        }
    }

    struct Hold: ReceiptChangingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stops a film that is queued, delivered or verified until a person releases it.")
        @Argument(help: "BATCH/FILM, or the bureau's film number where it is unique.")
        var film: String
        @Option(help: "Why, for the history. No patient's details.")
        var reason: String?
        @Option(help: "Who decides; your login name unless given.")
        var actor: String?

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let record = try await FilmDesk(stores, actor: Operator.actor(actor)).hold(film, reason: reason)
            Output.result("film \(record.reference) is held; `filmmigrate film release` lets it go on")
        }
    }

    struct Release: ReceiptChangingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets a held film go on, or a duplicate stand for itself.",
            discussion: "A film held for its identity needs `review accept --person`.")
        @Argument(help: "The film.")
        var film: String
        @Option(help: "Why, for the history.")
        var reason: String?
        @Option(help: "Who decides; your login name unless given.")
        var actor: String?

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let record = try await FilmDesk(stores, actor: Operator.actor(actor)).release(
                film, reason: reason)
            Output.result("film \(record.reference) is released; next: `filmmigrate run`")
        }
    }

    struct Retry: ReceiptChangingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tries a film again: held, rejected for a cause that can pass, or waiting for a retry.",
            discussion: "Everything about it is decided anew, its identity too.")
        @Argument(help: "The film.")
        var film: String
        @Option(help: "Who decides; your login name unless given.")
        var actor: String?

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let record = try await FilmDesk(stores, actor: Operator.actor(actor)).retry(film)
            Output.result(
                "film \(record.reference) is \(record.state.rawValue) again; next: `filmmigrate run`")
        }
    }

    struct Looked: ReceiptChangingCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Says that somebody has looked at films on whose scans something is remarked, or that were rejected "
                + "though an archive has them.",
            discussion: """
                A remark that keep_paper_for names keeps the paper film, though the film is verified, until this is \
                said. Compare the scan with the film on a light box first. Of a rejected film that an archive has, it says \
                that the archive's keeper has deleted it.
                """)
        @Argument(help: "The films.")
        var films: [String]
        @Option(help: "Why the scan will do. No patient's details.")
        var reason: String
        @Option(help: "Who has looked; your login name unless given.")
        var actor: String?

        func run() async throws {
            guard let cause = try PlainOption.reason("--reason", reason) else {
                throw WorkspaceError.usage("--reason is empty", remedy: "say why the scan will do")
            }
            let (_, stores) = try openWorkspace()
            let desk = FilmDesk(stores, actor: Operator.actor(actor))
            for record in try await desk.films(films) {
                try await desk.looked(record, cause: cause)
                Output.result("film \(record.reference) was looked at")
            }
        }
    }

    struct Urgent: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts films into the urgent lane, as if their clinic were today.")
        @Argument(help: "The films.")
        var films: [String]
        @Option(help: "Who asks; your login name unless given.")
        var actor: String?

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let (moved, asked) = try await FilmDesk(stores, actor: Operator.actor(actor)).hurry(films)
            Output.result("\(moved) of \(asked.counted("film")) made urgent")
            if moved < asked {
                Output.message("the others are urgent already, or neither queued, held nor delivered")
            }
        }
    }
}
