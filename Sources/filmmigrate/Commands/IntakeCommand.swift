import ArgumentParser
import Documents
import FilmModel
import Migration

struct IntakeCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake",
        abstract:
            "Checks bags, takes their films in, and prints the receipt. The same bag twice changes nothing.")
    @Argument(help: "Folders of bags.")
    var bags: [String]
    @OptionGroup var output: JSONOption

    func run() async throws {
        let (workspace, stores) = try openWorkspace()
        let desk = IntakeDesk(workspace: workspace, ledger: stores.ledger, actor: Operator.actor())
        var documents: [IntakeDocument] = []
        var status = ExitStatus.done
        desk.sweep()
        var fault: (any Error)?
        for bag in bags {
            let outcome: IntakeDesk.Outcome
            do { outcome = try await desk.take(bag) } catch {
                // The machine's fault: what was taken in before is still told.
                fault = error
                break
            }
            let document = IntakeDocument(bag, outcome)
            documents.append(document)
            status = Self.worse(status, document.status)
            if !output.json { Output.result(document.text + "\n") }
        }
        if output.json, fault == nil || !documents.isEmpty {
            Output.result(
                try bags.count == 1 ? JSONDocument.text(documents[0]) : JSONDocument.text(documents))
        }
        if let fault { throw fault }
        try end(status)
    }

    /// A refused bag weighs more than a rejected film.
    private static func worse(_ left: ExitStatus, _ right: ExitStatus) -> ExitStatus {
        [.unusableInput, .doneWithExceptions].first { $0 == left || $0 == right } ?? .done
    }
}
