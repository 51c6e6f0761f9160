import ArgumentParser
import Documents
import FilmModel
import Glibc
import Migration
import MigrationQueue

struct Status: WorkspaceCommand {
    static let configuration = CommandConfiguration(abstract: "How many films are where, for each Trust.")
    @Flag(help: "Show rates, batches, lanes, workers and what needs a person, again and again.")
    var watch = false
    @Option(help: "With --watch: seconds between two looks.")
    var every = 2.0
    @Option(help: ArgumentHelp("With --watch: end after so many looks.", valueName: "n"))
    var times: Int?
    @OptionGroup var output: JSONOption

    func validate() throws {
        guard !(watch && output.json) else {
            throw ValidationError("--watch is for people; --json is one document: ask again for another")
        }
        guard every.isFinite, every >= 0.2, every <= 3600 else {
            throw ValidationError("--every is a number of seconds from 0.2 to 3600")
        }
    }

    func run() async throws {
        let (_, stores) = try openWorkspace()
        guard !watch else { return try await watch(stores.ledger) }
        let document = try await StatusDocument(stores.ledger, at: .now())
        let held = document.total.films[.held]
        try output.show(
            document,
            text: document.text
                + (held > 0
                    ? "\n\n\(held.counted("film waits", "films wait")) for a decision: `filmmigrate review list`"
                    : ""))
    }

    /// Each look stands in place of the one before it where standard output is a terminal; elsewhere they
    /// follow each other.
    private func watch(_ ledger: any ProofLedger) async throws {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        var left = times ?? .max
        while left > 0 {
            let view = try await WatchView(
                ledger, at: .now(), within: isTerminal ? Output.terminalSize?.columns : nil)
            if isTerminal {
                Output.screen(view.text)
            } else {
                Output.result(view.text + "\n")
            }
            left -= 1
            if left > 0 { try await Task.sleep(for: .seconds(every)) }
        }
    }
}
