import ArgumentParser
import FilmModel
import MigrationQueue

struct BatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Batches: the bureaus' deliveries.",
        subcommands: [List.self, Show.self])

    struct List: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the batches with their films' states.")
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let batches = try await stores.ledger.batches()
            var table = TextTable(
                ["batch", "Trust", "bureau", "taken in", "received"] + FilmState.allCases.map(\.rawValue))
            for (batch, counts) in batches {
                table.add(
                    [
                        batch.name, batch.trust.code, batch.bureau, batch.takenInAt.description,
                        String(counts.received),
                    ]
                        + FilmState.allCases.map { String(counts[$0]) })
            }
            try output.show(
                ["batches": batches.map { BatchDocument($0.batch, $0.counts) }],
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
            var counts = StateCounts()
            var table = TextTable(["film", "image", "page", "state", "code", "what"])
            for film in films {
                counts[film.state] += 1
                table.add([
                    film.reference, film.description.image, film.description.page.map(String.init) ?? "",
                    film.state.rawValue, film.reason?.code.rawValue ?? "", film.reason?.message ?? "",
                ])
            }
            var document = BatchDocument(record, counts)
            document.films = films.map(FilmLine.init)
            try output.show(
                document,
                text:
                    "batch \(record.name) of \(record.bureau), Trust \(record.trust), taken in \(record.takenInAt)\n"
                    + "received \(counts.received) = \(Receipt.sum(counts))\n\n" + table.text)
        }
    }
}
