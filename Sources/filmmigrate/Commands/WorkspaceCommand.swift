import ArgumentParser
import FilmModel
import Foundation
import Logging
import Migration
import MigrationQueue
import UnixSignals

/// A command that works in a workspace.
protocol WorkspaceCommand: AsyncParsableCommand {}

/// A command after which receipts may say something else.
protocol ReceiptChangingCommand: WorkspaceCommand {
    /// Whether it is so as the command was called.
    var changesReceipts: Bool { get }
}

extension ReceiptChangingCommand {
    var changesReceipts: Bool { true }
}

extension WorkspaceCommand {
    /// The workspace's folder: `--workspace`, the environment, or the current folder.
    static var workspacePath: String { WorkspaceFiles.given }

    func openWorkspace() throws -> (workspace: Workspace, stores: Stores) {
        let workspace = try Workspace(at: Self.workspacePath)
        return (workspace, try workspace.open())
    }

    var logger: Logger { Logger(label: "filmmigrate") }

    func trust(_ text: String) throws -> TrustID { try TrustID(typed: text) }

    /// Runs a task that a signal cancels.
    func untilSignal<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T {
        let task = Task { try await body() }
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        let watch = Task { for await _ in signals { task.cancel() } }
        defer { watch.cancel() }
        return try await task.value
    }

    /// Ends the process with a status other than 0.
    func end(_ status: ExitStatus) throws {
        if status != .done { throw ExitCode(status.rawValue) }
    }
}

/// `--json`, as every command that reads has it.
struct JSONOption: ParsableArguments {
    @Flag(help: "One JSON document on standard output.")
    var json = false

    /// Prints a document as JSON, or as text for a person.
    func show(_ document: some Encodable, text: @autoclosure () -> String) throws {
        Output.result(json ? try JSONDocument.text(document) : text())
    }
}
