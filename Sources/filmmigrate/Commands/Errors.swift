import ArgumentParser
import FilmModel
import MigrationQueue

struct Errors: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        abstract: "Films that something stops, grouped by cause; retries all films of a group.",
        discussion: """
            Counted are films as they stand now: held, rejected, or waiting for another attempt. First and \
            last are when the first and the last of them came to stand so.
            """)
    @Option(help: ArgumentHelp("Try every film of this cause again, all or none.", valueName: "code"))
    var retry: String?
    @Flag(help: "With --retry: only say how many films there are.")
    var dryRun = false
    @Option(help: "Who decides; your login name unless given.")
    var actor: String?
    @OptionGroup var output: JSONOption

    func run() async throws {
        let (_, stores) = try openWorkspace()
        guard let retry else {
            let document = ErrorsDocument(try await stores.ledger.failures())
            return try output.show(document, text: document.text)
        }
        guard let code = ReasonCode(rawValue: retry.uppercased()) else {
            throw WorkspaceError.usage(
                "\(retry) is no reason code", remedy: "see `filmmigrate errors` for the codes there are")
        }
        let retried: Retried
        let left = try await stores.ledger.corrected(code)
        if dryRun {
            let groups = try await stores.ledger.failures().filter { $0.code == code }
            retried = Retried(
                held: groups.films(.held) - left.held,
                rejected: code.isRetryable ? groups.films(.rejected) - left.rejected : 0,
                retrying: groups.films(.retrying))
        } else {
            retried = try await stores.ledger.retry(all: code, actor: Operator.name(actor), at: .now())
        }
        let document = RetriedDocument(code: code, retried, left: left.films, dryRun: dryRun)
        try output.show(document, text: document.text)
    }
}

extension [FailureGroup] {
    fileprivate func films(_ standing: FailureGroup.Standing) -> Int {
        filter { $0.standing == standing }.reduce(0) { $0 + $1.films }
    }
}
