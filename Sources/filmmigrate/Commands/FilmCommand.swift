import ArgumentParser
import MigrationQueue

struct FilmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "film", abstract: "Single films.", subcommands: [Show.self])

    struct Show: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Shows a film and all that happened to it.")
        @Argument(help: "BATCH/FILM, or the bureau's film number where it is unique.")
        var film: String
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let record = try await stores.ledger.film(named: film)
            let document = try await FilmDocument(record, stores.ledger)
            try output.show(document, text: document.text)
        }
    }
}
