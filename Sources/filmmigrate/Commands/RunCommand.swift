import ArgumentParser
import Documents
import FilmModel
import Migration

struct RunCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Carries films from queued to verified. Stops cleanly on SIGTERM, resumes after anything.")
    @Flag(help: "End when there is nothing left to carry.")
    var untilIdle = false
    @OptionGroup var output: JSONOption

    func run() async throws {
        let (workspace, stores) = try openWorkspace()
        try workspace.startDICOM()
        let run = Run(
            workspace: workspace, stores: stores, untilIdle: untilIdle, logger: logger,
            end: { ProcessEnd.now($0) })
        let summary = try await run()
        let document = RunDocument(summary)
        try output.show(document, text: document.text)
        if case .unreachable(let message) = summary.end {
            Output.message(
                "filmmigrate: \(message)\n  the films wait in the queue; run again when the archive answers")
        }
        try end(summary.status)
    }
}
