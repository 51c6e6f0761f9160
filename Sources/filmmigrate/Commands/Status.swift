import ArgumentParser
import FilmModel

struct Status: WorkspaceCommand {
    static let configuration = CommandConfiguration(abstract: "How many films are where, for each Trust.")
    @OptionGroup var output: JSONOption

    func run() async throws {
        let (_, stores) = try openWorkspace()
        let document = try await StatusDocument(stores.ledger, at: .now())
        let held = document.total.films[.held]
        try output.show(
            document,
            text: document.text
                + (held > 0 ? "\n\n\(held) films wait for a decision: `filmmigrate review list`" : ""))
    }
}
