import ArgumentParser
import FilmModel
import Migration
import MigrationQueue

struct Backup: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copies the ledger while everything runs on, and proves the copy by opening it.",
        discussion: """
            The copy holds patients' details. Scans, settings and plans are files: copy them as such.
            """)
    @Argument(help: "The file to make; it must not exist.")
    var file: String

    func run() async throws {
        let (_, stores) = try openWorkspace()
        let path: String
        do {
            path = try await untilSignal { [file] in
                try await LedgerBackup(stores, actor: Operator.actor())(to: file)
            }
        } catch is CancellationError {
            Output.message(
                "filmmigrate: stopped: there is no copy, and nothing is left of it\n  run the same command again"
            )
            return try end(.stopped)
        }
        Output.result("the ledger is copied to \(path), and the copy is sound")
    }
}
