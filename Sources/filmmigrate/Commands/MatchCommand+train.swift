import ArgumentParser
import FilmModel
import Foundation
import Migration
import PatientIndex
import Tables

extension MatchCommand {
    struct Train: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Estimates a model from a Trust's own index and labels. Nothing uses it unasked: see --model."
        )
        @OptionGroup var files: Files
        @Option(
            help: """
                Whose labels are known: a CSV file with label_id and person_id, as `review export` writes it. \
                People's decisions count as they are, whatever the weights say.
                """)
        var truth: String?
        @Option(help: "The model to write, as JSON.")
        var output: String
        @OptionGroup var overwrite: OverwriteOption

        func run() async throws {
            let opened = try files.open()
            let known = try truth.map { try IndexFile.truth($0) } ?? [:]
            let outcome = try Trainer.train(opened.table, opened.labels.map { ($0.record, known[$0.id]) })
            let text = String(decoding: try outcome.model.json(), as: UTF8.self)
            try Output.write(
                text, toFile: output, as: .init(.model, .object),
                overwrite.rule(inputs: files.paths + [truth]))
            let change = MatchFile.figure(outcome.change, 6)
            Output.message(
                outcome.hasConverged
                    ? "converged after \(outcome.iterations.counted("iteration")) over \(outcome.labels.counted("label"))"
                    : """
                    NOT converged: after \(outcome.iterations.counted("iteration")) a rate still changes by \(change); \
                    the model was written, and should not be used
                    """)
            if !outcome.hasConverged { throw ExitCode(ExitStatus.stopped.rawValue) }
        }
    }

    struct Evaluate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Precision, recall and F1 by threshold, against labels whose persons are known.")
        @OptionGroup var files: Files
        @Option(
            help: "The truth: a CSV file with label_id and person_id, empty where the person is in no row.")
        var truth: String
        @Option(help: "A page with the chart, as HTML.")
        var html: String?
        @OptionGroup var overwrite: OverwriteOption
        @OptionGroup var output: JSONOption

        func run() async throws {
            let opened = try files.open()
            let labels = opened.labels
            let known = try IndexFile.truth(truth)
            var decisions: [(label: String, decision: LabelDecision)] = []
            let matcher = BatchMatcher(opened.table, opened.decider)
            try await matcher.decide(labels.map(\.record), threads: files.threadCount) { piece, first in
                for (place, decision) in piece.enumerated() {
                    decisions.append((labels[first + place].id, decision))
                }
            }
            let evaluation = Evaluation(decisions, truth: known)
            if let html {
                try Output.write(
                    EvaluationPage(evaluation, Thresholds.shipped).html, toFile: html,
                    as: .init(.evaluation, .page),
                    overwrite.rule(inputs: files.paths + [truth]))
            }
            try output.show(evaluation, text: EvaluationPage(evaluation, Thresholds.shipped).text)
        }
    }
}
