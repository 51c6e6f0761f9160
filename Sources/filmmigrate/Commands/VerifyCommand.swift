import Archive
import ArgumentParser
import DICOM
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
        let groups = try await groups(stores.ledger)
        var named: [FilmRecord] = []
        for film in films { named.append(try await stores.ledger.film(named: film)) }
        let destinations = try await destinations(workspace, stores.ledger)
        let desk = ReproofDesk(
            ledger: stores.ledger, reprover: Reprover(workspace, stores, destinations),
            stopArchiveAfter: workspace.settings.stopArchiveAfter, actor: Operator.name(actor),
            isScheduled: false, logger: logger)
        let reverification = Reverification(
            ledger: stores.ledger, desk: desk,
            megabytesPerSecond: rate ?? workspace.settings.readAgainMegabytes)
        let summary = try await untilSignal { [named] in try await reverification(groups, named) }
        let document = VerifyDocument(summary, archives: destinations.map(\.name))
        try output.show(document, text: document.text)
        if let unavailable = summary.unavailable {
            Output.message(
                "filmmigrate: \(unavailable.message)\n  what was read before counts; verify again when it answers"
            )
        }
        try end(summary.status)
    }

    private func groups(_ ledger: any Ledger) async throws -> [FilmGroup] {
        if all { return [.all] }
        var groups: [FilmGroup] = []
        for code in trust { groups.append(.trust(try await registered(code, in: ledger))) }
        for name in batch { groups.append(.batch(try await ledger.batch(named: name).id)) }
        return groups
    }

    /// The archives to read from, each proved to be the one that was proved before.
    private func destinations(
        _ workspace: Workspace, _ ledger: any ProofLedger
    ) async throws -> [Destination] {
        let all = try await ledger.destinations()
        // One that is paused is used no more, unless it is named.
        let records = all.filter { archive == nil ? !$0.paused : $0.name == archive }
        guard !records.isEmpty else {
            if archive == nil, !all.isEmpty {
                throw WorkspaceError.usage(
                    "every archive is paused",
                    remedy: "`filmmigrate archive resume NAME`, or name one with --archive")
            }
            throw archive == nil
                ? WorkspaceError.noPrimary
                : WorkspaceError.notFound(
                    "there is no archive of that name", remedy: "see `filmmigrate archive list`")
        }
        let prover = ArchiveProver(workspace: workspace, ledger: ledger, logger: logger)
        let answers = await prover.prove(all: records)
        let failed = answers.compactMap { answer -> (String, any Error)? in
            guard case .failure(let error) = answer.answer else { return nil }
            return (answer.record.name, error)
        }
        // Where several do not answer each is named.
        for (name, error) in failed where failed.count > 1 {
            Output.message(
                "filmmigrate: archive \(name): \((error as? any OperatorError)?.message ?? "it failed")")
        }
        if let (_, error) = failed.last { throw error }
        let proved = try answers.map { try $0.answer.get() }
        let needsListener = proved.contains(where: \.proof.givesByMoveOnly)
        let listener = try needsListener ? workspace.listener(for: records) : nil
        let pairs = ArchivePairs(workspace: workspace, ledger: ledger, logger: logger)
        for pair in try await pairs.unknown(among: proved.map(\.record), trusting: [.distinct, .same]) {
            guard let first = proved.first(where: { $0.record.name == pair.first.name }),
                let second = proved.first(where: { $0.record.name == pair.second.name })
            else { continue }
            switch try await pairs.compare(pair, first, second, listener: listener) {
            case .distinct: break
            case .unclear(let why), .pending(let why): pairs.warn(pair, why)
            case .unavailable(let fault):
                throw DICOMError(
                    .associationLost, fault.message, remedy: "verify again when the archive answers")
            }
        }
        return try proved.map { try workspace.destination($0, listener: listener) }
    }
}
