import ArgumentParser
import FilmModel
import Foundation
import PatientIndex

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "The master patient index.", subcommands: [Import.self])

    struct Import: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads or refreshes the index from a CSV file, all or nothing.")
        @Argument(help: "The CSV file.")
        var file: String
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            guard let data = FileManager.default.contents(atPath: file) else {
                throw WorkspaceError.notFound(
                    "\(file) can't be read", remedy: "check the path and its permissions")
            }
            let name = URL(filePath: file).lastPathComponent
            let summary = try await stores.persons.importFile(data, name: name)
            try output.show(
                summary,
                text: """
                    \(summary.persons) persons read from \(name): \(summary.added) added, \(summary.changed) \
                    changed, \(summary.unchanged) unchanged; \(summary.absent) in the index are not in the file \
                    and stay
                    """)
        }
    }
}
