import ArgumentParser
import Documents
import FilmModel
import Migration
import MigrationQueue

struct Errors: ReceiptChangingCommand {
    static let configuration = CommandConfiguration(
        abstract: "Films that something stops, grouped by cause; retries all films of a group.",
        discussion: """
            Counted are films as they stand now: held, rejected, or waiting for another attempt. First and \
            last are when the first and the last of them came into that state.
            """)
    @Option(
        help: ArgumentHelp(
            "Try every film of this cause again; stopped in between, say it again.", valueName: "code"))
    var retry: String?
    @Option(help: "Only films of this Trust.")
    var trust: String?
    @Option(help: "Only films of this batch.")
    var batch: String?
    @Flag(help: "With --retry: only say how many films there are.")
    var dryRun = false
    @Option(help: "Who decides; your login name unless given.")
    var actor: String?
    @OptionGroup var output: JSONOption

    /// A list changes nothing.
    var changesReceipts: Bool { retry != nil && !dryRun }

    func validate() throws {
        guard retry != nil || !dryRun else { throw ValidationError("--dry-run belongs to --retry CODE") }
    }

    func run() async throws {
        let (_, stores) = try openWorkspace()
        let desk = FailureDesk(stores, actor: Operator.actor(actor))
        let films = try await desk.films(trust: trust, batch: batch)
        guard let retry else {
            let document = ErrorsDocument(try await desk.failures(of: films))
            return try output.show(document, text: document.text)
        }
        let outcome = try await desk.retry(retry, of: films, dryRun: dryRun)
        var document = RetriedDocument(
            code: outcome.code, outcome.retried, left: outcome.left, dryRun: dryRun)
        (document.trust, document.batch) = (trust, batch)
        try output.show(document, text: document.text)
    }
}
