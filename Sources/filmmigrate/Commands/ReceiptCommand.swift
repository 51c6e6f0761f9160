import ArgumentParser
import Migration
import MigrationQueue

struct ReceiptCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "The receipt of a batch as it stands, film by film.")
    @Argument(help: "The batch, as `batch list` names it.")
    var batch: String
    @OptionGroup var output: JSONOption

    func run() async throws {
        let (workspace, stores) = try openWorkspace()
        let record = try await stores.ledger.batch(named: batch)
        let receipt = try await Receipts(workspace, stores.ledger).receipt(of: record)
        try output.show(receipt, text: receipt.text)
    }
}
