import ArgumentParser
import Migration

struct Init: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a workspace: settings, ledger, inbox. What is there already stays.")

    func run() async throws {
        let path = Workspace.absolute(Self.workspacePath)
        let isNew = try Workspace.create(at: path)
        Output.result(
            isNew
                ? "workspace \(path) is ready; next: `filmmigrate archive add NAME AET@HOST:PORT`"
                : "\(path) is a workspace already; nothing was changed")
    }
}
