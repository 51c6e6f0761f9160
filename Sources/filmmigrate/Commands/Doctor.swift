import ArgumentParser
import FilmModel

struct Doctor: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks all that the pipeline depends on; each fault comes with its mend.")
    @OptionGroup var output: JSONOption

    func run() async throws {
        let findings = await Examination(path: Workspace.absolute(Self.workspacePath)).findings()
        let document = DoctorDocument(findings: findings)
        try output.show(document, text: document.text)
        try end(document.status)
    }
}
