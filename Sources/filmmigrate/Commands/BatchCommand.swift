import ArgumentParser
import Documents
import FilmModel
import Migration
import MigrationQueue

struct BatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Batches: the bureaus' deliveries.",
        subcommands: [
            List.self, Show.self, Pause.self, Resume.self, Urgent.self, Cancel.self,
        ])

    struct List: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the batches with their films' states.")
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let batches = try await stores.ledger.batches()
            let remarks = try await stores.ledger.remarkCounts()
            var table = TextTable(
                ["batch", "Trust", "bureau", "taken in", "received"] + FilmState.allCases.map(\.rawValue)
                    + ["stands"])
            for (batch, counts) in batches {
                table.add(
                    [
                        batch.name, batch.trust.code, batch.bureau, batch.takenInAt.description,
                        String(counts.received),
                    ]
                        + FilmState.allCases.map { String(counts[$0]) }
                        + [batch.standing])
            }
            try output.show(
                [
                    "batches": batches.map {
                        BatchDocument($0.batch, $0.counts, remarks: remarks[$0.batch.id] ?? [:])
                    }
                ],
                text: table.isEmpty ? "no batch was taken in yet; `filmmigrate intake BAG`" : table.text)
        }
    }

    struct Show: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Shows a batch film by film.")
        @Argument(help: "The batch, as `batch list` names it.")
        var batch: String
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let record = try await stores.ledger.batch(named: batch)
            let films = try await stores.ledger.films(of: record.id)
            let remarks = try await stores.ledger.remarks(of: record.id)
            let remarked = try await stores.ledger.remarkCounts()[record.id] ?? [:]
            var counts = StateCounts()
            var table = TextTable(["film", "image", "page", "state", "code", "what", "scan"])
            for film in films {
                counts[film.state] += 1
                table.add([
                    film.reference, film.description.image, film.description.page.map(String.init) ?? "",
                    film.state.rawValue, film.reason?.code.rawValue ?? "", film.reason?.message ?? "",
                    FilmLine(film, remarks[film.id]).remarks.joined(separator: " "),
                ])
            }
            var document = BatchDocument(record, counts, remarks: remarked)
            document.films = films.map { FilmLine($0, remarks[$0.id]) }
            let scans = ScanRemarks.text(document.scanRemarks)
            try output.show(
                document,
                text:
                    "batch \(record.name) of \(record.bureau), Trust \(record.trust), taken in \(record.takenInAt)\n"
                    + "received \(counts.received) = \(Receipt.sum(counts))\n"
                    + (scans.isEmpty ? "" : "remarks on scans: \(scans)\n") + "\n" + table.text)
        }
    }

    struct Pause: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Claims nothing more of a batch. What is in hand is finished.")
        @Argument(help: "The batch, as `batch list` names it.")
        var batch: String

        func run() async throws { try await pause(batch, true) }
    }

    struct Resume: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Lets a paused batch go on.")
        @Argument(help: "The batch, as `batch list` names it.")
        var batch: String

        func run() async throws { try await pause(batch, false) }
    }

    struct Urgent: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts a batch's films into the urgent lane, as if their clinic were today.")
        @Argument(help: "The batch, as `batch list` names it.")
        var batch: String
        @Option(help: "Who asks; your login name unless given.")
        var actor: String?

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let (record, moved) = try await BatchDesk(stores, actor: Operator.actor(actor)).hurry(batch)
            Output.result("\(moved.counted("film")) of batch \(record.name) made urgent")
        }
    }

    struct Cancel: ReceiptChangingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives a batch up: its films that are queued or held are rejected.",
            discussion: """
                Films that are in flight go on: each is delivered, or rejected where it comes back. What an \
                archive has already stays. A film is taken back with `film retry`.
                """)
        @Argument(help: "The batch, as `batch list` names it.")
        var batch: String
        @Option(help: "Why, for the bureau and the history. No patient's details.")
        var reason: String?
        @Option(help: "Who decides; your login name unless given.")
        var actor: String?
        @Flag(help: "Only say how many films stand where.")
        var dryRun = false
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            guard !dryRun else {
                let record = try await stores.ledger.batch(named: batch)
                let counts =
                    try await stores.ledger.batches().first { $0.batch.id == record.id }?.counts
                    ?? StateCounts()
                return try output.show(
                    BatchDocument(
                        record, counts, remarks: try await stores.ledger.remarkCounts()[record.id] ?? [:]),
                    text: "batch \(record.name): \(Receipt.sum(counts)); nothing was changed")
            }
            let (record, cancelled) = try await BatchDesk(stores, actor: Operator.actor(actor)).cancel(
                batch, reason: reason)
            let document = CancelDocument(batch: record.name, cancelled)
            try output.show(document, text: document.text)
        }
    }
}

extension BatchRecord {
    /// How it stands, in words.
    fileprivate var standing: String {
        let cancelled = isBeingCancelled ? "being cancelled: `batch cancel` again" : "cancelled"
        return [cancelledAt == nil ? nil : cancelled, paused ? "paused" : nil].compactMap(\.self)
            .joined(separator: ", ")
    }
}

extension WorkspaceCommand {
    /// Pauses a batch or lets it go on.
    fileprivate func pause(_ batch: String, _ paused: Bool) async throws {
        let (_, stores) = try openWorkspace()
        let record = try await BatchDesk(stores, actor: Operator.actor()).pause(batch, paused)
        Output.result("batch \(record.name) is \(paused ? "paused" : "resumed")")
    }
}
