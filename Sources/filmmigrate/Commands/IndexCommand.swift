import ArgumentParser
import FilmModel
import Foundation
import MigrationQueue
import PatientIndex

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "The master patient index.", subcommands: [Import.self])

    struct Import: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads or refreshes the index from a CSV file, all or nothing.")
        @Argument(help: "The CSV file.")
        var file: String
        @Option(
            help: ArgumentHelp(
                "The share of the index that the file may lack, 0 to 1: a shrunken extract is refused.",
                valueName: "share"))
        var allowLoss = PersonStore.allowedLoss
        @Flag(help: "The file holds changes only: who is not in it stays.")
        var partial = false
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            guard FileManager.default.isReadableFile(atPath: file) else {
                throw WorkspaceError.notFound(
                    "\(file) can't be read", remedy: "check the path and its permissions")
            }
            let name = URL(filePath: file).lastPathComponent
            let summary = try await stores.persons.importFile(
                at: file, allowedLoss: allowLoss, isPartial: partial)
            // Films of which a reviewer found nobody in the index are looked up in the new one.
            if summary.added + summary.changed > 0 {
                let waiting = try await stores.ledger.retry(
                    all: .notInIndex, actor: "index import", at: .now())
                if waiting.films > 0 {
                    Output.message(
                        "\(waiting.films) films that waited for the index are looked up again by the next run"
                    )
                }
            }
            try output.show(
                summary,
                text: """
                    \(summary.persons) persons read from \(name): \(summary.added) added, \(summary.changed) \
                    changed, \(summary.unchanged) unchanged, \(summary.merged) merged into others; \
                    \(summary.absent) are not in the file and were set aside
                    """)
        }
    }
}
