import ArgumentParser
import FilmModel
import Migration
import MigrationQueue

struct Errors: ReceiptChangingCommand {
    static let configuration = CommandConfiguration(
        abstract: "Films that something stops, grouped by cause; retries all films of a group.",
        discussion: """
            Counted are films as they stand now: held, rejected, or waiting for another attempt. First and \
            last are when the first and the last of them came to stand so.
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

    func validate() throws {
        guard retry != nil || !dryRun else { throw ValidationError("--dry-run belongs to --retry CODE") }
    }

    func run() async throws {
        let (_, stores) = try openWorkspace()
        let group = try await group(stores.ledger)
        guard let retry else {
            let document = ErrorsDocument(try await stores.ledger.failures(of: group))
            return try output.show(document, text: document.text)
        }
        guard let code = ReasonCode(rawValue: retry.uppercased()) else {
            throw WorkspaceError.usage(
                "\(retry) is no reason code", remedy: "see `filmmigrate errors` for the codes there are")
        }
        let retried: Retried
        let left = try await stores.ledger.corrected(code, of: group)
        if dryRun {
            guard code.isRetryable else { throw LedgerError.notRetryable(code) }
            let groups = try await stores.ledger.failures(of: group).filter { $0.code == code }
            retried = Retried(
                held: groups.films(.held) - left.held, rejected: groups.films(.rejected) - left.rejected,
                retrying: groups.films(.retrying))
        } else {
            retried = try await stores.ledger.retry(
                all: code, of: group, actor: Operator.name(actor), at: .now())
        }
        var document = RetriedDocument(code: code, retried, left: left.films, dryRun: dryRun)
        (document.trust, document.batch) = (trust, batch)
        try output.show(document, text: document.text)
    }

    /// The films that are asked about: of a batch, of a Trust, or all.
    private func group(_ ledger: any Ledger) async throws -> FilmGroup {
        var known: TrustID?
        if let trust { known = try await registered(trust, in: ledger) }
        guard let batch else { return known.map(FilmGroup.trust) ?? .all }
        let record = try await ledger.batch(named: batch)
        guard known == nil || known == record.trust else {
            throw WorkspaceError.usage(
                "batch \(record.name) is of Trust \(record.trust)", remedy: "leave --trust or --batch out")
        }
        return .batch(record.id)
    }
}

extension [FailureGroup] {
    fileprivate func films(_ standing: FailureGroup.Standing) -> Int {
        filter { $0.standing == standing }.reduce(0) { $0 + $1.films }
    }
}
