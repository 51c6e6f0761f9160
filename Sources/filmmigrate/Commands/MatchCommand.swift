import ArgumentParser
import FilmModel
import Foundation
import Migration
import PatientIndex

struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "What the matcher decides, on files or for one film.",
        subcommands: [Decide.self, Explain.self, Evaluate.self, Train.self], defaultSubcommand: Decide.self)

    /// What all of them take that try an index without a workspace.
    struct Files: ParsableArguments {
        @Option(help: "The index: a CSV file with a person_id.")
        var index: String?
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

        /// The files that are read.
        var paths: [String?] { [index, labels, model] }

        /// The index in memory, the labels in their order, and who decides.
        func open() throws -> LabelFiles {
            guard let index else { throw ValidationError("name the index with --index") }
            return try LabelFiles(
                index: index, labels: labels, model: try chosenModel, routes: try chosenRoutes,
                note: Output.message)
        }

        /// The services of `--route`, nil where there is none.
        var chosenRoutes: Set<NationalNumber.Kind>? {
            get throws {
                guard !route.isEmpty else { return nil }
                return Set(
                    try route.map { name in
                        guard let kind = NationalNumber.Kind(rawValue: name.uppercased()), kind != .test
                        else { throw ValidationError("--route takes NHS, CHI or H&C") }
                        return kind
                    })
            }
        }

        var chosenModel: MatchModel {
            get throws {
                try model.map { try MatchModel(json: Data(contentsOf: URL(filePath: $0))) } ?? .shipped
            }
        }

        var threadCount: Int { max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount) }
    }
}
