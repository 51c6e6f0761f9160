import ArgumentParser
import Documents
import FilmModel
import Migration
import MigrationQueue

struct VerifyCommand: ReceiptChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads verified films again from every archive and compares them, at a limited rate.",
        discussion: """
            A film that does not come back as it was sent is held, and its reason says which attribute or which \
            byte differs. Works beside `run`; what was read before it is stopped counts.
            """)

    @Argument(help: "Films: BATCH/FILM, or the bureau's film number where it is unique.")
    var films: [String] = []
    @Option(help: "All verified films of this Trust.")
    var trust: [String] = []
    @Option(help: "All verified films of this batch.")
    var batch: [String] = []
    @Flag(help: "All verified films.")
    var all = false
    @Option(help: "Read from this archive alone; from all unless given.")
    var archive: String?
    @Option(help: "The most that is read of each archive, in MB/s; as set unless given.")
    var rate: Double?
    @Option(help: "Who asks; your login name unless given.")
    var actor: String?
    @OptionGroup var output: JSONOption

    func validate() throws {
        guard all || !films.isEmpty || !trust.isEmpty || !batch.isEmpty else {
            throw ValidationError("say what: films, --trust CODE, --batch BATCH or --all")
        }
        guard rate.map({ (0.001...1e6).contains($0) }) ?? true else {
            throw ValidationError("--rate is a number from 0.001 to 1,000,000")
        }
    }

    func run() async throws {
        let (workspace, stores) = try openWorkspace()
        try workspace.startDICOM()
        var wish = VerificationDesk.Wish()
        (wish.all, wish.films, wish.trusts, wish.batches) = (all, films, trust, batch)
        (wish.archive, wish.megabytesPerSecond) = (archive, rate)
        let reading = try await reading(
            wish,
            VerificationDesk(workspace, stores, actor: Operator.actor(actor), logger: logger))
        let summary = try await untilSignal { try await reading() }
        let document = VerifyDocument(summary, archives: reading.archives)
        try output.show(document, text: document.text)
        if let unavailable = summary.unavailable {
            Output.message(
                "filmmigrate: \(unavailable.message)\n  what was read before counts; verify again when it answers"
            )
        }
        try end(summary.status)
    }

    /// What is to be read. Where several archives do not answer each is named.
    private func reading(
        _ wish: VerificationDesk.Wish, _ desk: VerificationDesk
    ) async throws -> VerificationDesk.Reading {
        switch try await desk.prepare(wish) {
        case .ready(let reading): return reading
        case .failed(let failures):
            for failure in failures where failures.count > 1 {
                Output.message(
                    "filmmigrate: archive \(failure.archive): \((failure.error as? any OperatorError)?.message ?? "it failed")"
                )
            }
            throw failures.last?.error ?? WorkspaceError.noPrimary
        }
    }
}
