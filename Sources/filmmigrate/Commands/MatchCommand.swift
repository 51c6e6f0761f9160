import ArgumentParser
import FilmModel
import Foundation
import PatientIndex

struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "What the matcher decides, on files or for one film.",
        subcommands: [Decide.self, Explain.self, Evaluate.self, Train.self], defaultSubcommand: Decide.self)

    /// What all of them take that try an index without a workspace.
    struct Files: ParsableArguments {
        @Option(help: "The index: a CSV file with a person_id.")
        var index: String
        @Option(help: "The labels: a CSV file with a label_id.")
        var labels: String
        @Option(help: "A model that `match train` has written; the shipped one unless given.")
        var model: String?
        @Option(
            help: ArgumentHelp(
                "A national service whose numbers are accepted: NHS, CHI or H&C. May be repeated.",
                valueName: "service"))
        var route: [String] = []
        @Option(help: "The number of threads; one a core unless given.")
        var threads: Int?

        /// The index in memory, the labels in their order, and who decides.
        func open() throws -> (
            table: PersonTable, labels: [(id: String, record: RawRecord)], decider: Decider
        ) {
            let table = try IndexFile.read(index)
            let labels = try IndexFile.labels(labels)
            var routes: Set<NationalNumber.Kind> = [.nhs]
            if !route.isEmpty {
                routes = Set(
                    try route.map { name in
                        guard let kind = NationalNumber.Kind(rawValue: name.uppercased()), kind != .test
                        else {
                            throw ValidationError("--route takes NHS, CHI or H&C")
                        }
                        return kind
                    })
            }
            if table.isSynthetic {
                routes.insert(.test)
                Output.message(
                    "most national numbers of the index are of the range for tests: they count here")
            }
            let model =
                try model.map { try MatchModel(json: Data(contentsOf: URL(filePath: $0))) } ?? .shipped
            return (table, labels, Decider(model: model, routes: routes))
        }

        var threadCount: Int { max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount) }
    }

    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "files",
            abstract: "Decides for every label of a file. Needs no workspace.")
        @OptionGroup var files: Files
        @Option(help: "The file to write: one row a label.")
        var output: String
        @Option(help: "Also write up to so many candidates a label, to OUTPUT with -candidates in its name.")
        var candidates: Int?

        func validate() throws {
            if let candidates, !(1...Decider.candidateLimit).contains(candidates) {
                throw ValidationError("--candidates is 1 to \(Decider.candidateLimit)")
            }
        }

        func run() async throws {
            let (table, labels, decider) = try files.open()
            let writer = try MatchFile(output, candidates: candidates)
            var counts: [Match.Decision: Int] = [:]
            let matcher = BatchMatcher(table, decider)
            try await matcher.decide(labels.map(\.record), threads: files.threadCount) { decisions, first in
                for (place, decision) in decisions.enumerated() {
                    counts[decision.decision, default: 0] += 1
                    try writer.add(labels[first + place].id, decision)
                }
            }
            try writer.finish()
            Output.message(
                """
                \(labels.count) labels against \(table.personCount) persons: \
                \(counts[.match] ?? 0) match, \(counts[.review] ?? 0) review, \(counts[.none] ?? 0) none
                """)
        }
    }
}
