import ArgumentParser
import Documents
import FilmModel
import Migration

struct Doctor: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks everything that the pipeline depends on, and lists each problem and how to fix it.")
    @Flag(help: "First makes the index of films anew from the scans; no run may work meanwhile.")
    var rebuild = false
    @OptionGroup var output: JSONOption

    func run() async throws {
        if rebuild {
            let (workspace, stores) = try openWorkspace()
            let summary = try await FingerprintRebuild(
                workspace: workspace, stores: stores, actor: Operator.actor())()
            Output.message(
                "\(summary.films.counted("film is", "films are")) in the index; "
                    + "\(summary.unreadable.counted("scan")) can't be read")
        }
        let checks = await HealthCheck(
            path: Workspace.absolute(Self.workspacePath), factory: SQLiteStores()
        ).checks()
        let document = DoctorDocument(checks: checks)
        try output.show(document, text: document.text)
        try end(document.status)
    }
}
