import ArgumentParser
import FilmModel
import Migration

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a small community of synthetic films and carries it through to private archives.")
    @Flag(help: "Leave the workspace and the archives for looking around.")
    var keep = false
    @Option(help: "Where receipts and the report are left; must not exist, or be from an earlier demo.")
    var output = "filmmigrate-demo"
    @Option(help: "Another number draws other films.")
    var seed: UInt64 = 7

    func run() async throws {
        let show = DemoShow(folder: Workspace.absolute(output), seed: seed, keep: keep)
        try await show.run()
    }
}
