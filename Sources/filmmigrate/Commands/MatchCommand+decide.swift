import ArgumentParser
import FilmModel
import Foundation
import Migration
import PatientIndex

extension MatchCommand {
    struct Decide: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            commandName: "files",
            abstract: "Decides for every label of a file. Needs no workspace.",
            discussion: """
                Without --index: against the index of the workspace, one label after the other, as `run` does, \
                and says how long a label takes.
                """)
        @OptionGroup var files: Files
        @Option(help: "The file to write: one row a label.")
        var output: String
        @Option(help: "Also write up to so many candidates a label, to OUTPUT with -candidates in its name.")
        var candidates: Int?
        @OptionGroup var overwrite: OverwriteOption

        func validate() throws {
            if let candidates, !(1...Decider.candidateLimit).contains(candidates) {
                throw ValidationError("--candidates is 1 to \(Decider.candidateLimit)")
            }
        }

        func run() async throws {
            let writer = try MatchFile(
                output, candidates: candidates, overwrite.rule(inputs: files.paths))
            let (labels, persons) =
                try await files.index == nil ? inWorkspace(writer) : onFiles(writer)
            try writer.finish()
            let counts = writer.counts
            Output.message(
                """
                \(labels.counted("label")) against \(persons.counted("person")): \
                \(counts[.match] ?? 0) match, \(counts[.review] ?? 0) review, \(counts[.none] ?? 0) none
                """)
        }

        private func onFiles(_ writer: MatchFile) async throws -> (labels: Int, persons: Int) {
            let opened = try files.open()
            let labels = opened.labels
            let matcher = BatchMatcher(opened.table, opened.decider)
            try await matcher.decide(labels.map(\.record), threads: files.threadCount) { decisions, first in
                for (place, decision) in decisions.enumerated() {
                    try writer.add(labels[first + place].id, decision)
                }
            }
            return (labels.count, opened.table.personCount)
        }

        private func inWorkspace(_ writer: MatchFile) async throws -> (labels: Int, persons: Int) {
            let (workspace, stores) = try openWorkspace()
            let labels = try IndexFile.labels(files.labels)
            let settings = workspace.settings.routes.compactMap(NationalNumber.Kind.init(rawValue:))
            let decider = Decider(
                model: try files.chosenModel, routes: try files.chosenRoutes ?? Set(settings))
            let clock = ContinuousClock()
            var times: [Duration] = []
            for label in labels {
                let started = clock.now
                let decision = try await stores.persons.decide(label.record, decider)
                times.append(clock.now - started)
                try writer.add(label.id, decision)
            }
            times.sort()
            func time(_ share: Double) -> String {
                let time = times[min(times.count - 1, Int(Double(times.count) * share))]
                return MatchFile.figure(time / .milliseconds(1), 2)
            }
            if !times.isEmpty {
                let mean = times.reduce(.zero, +) / times.count
                Output.message(
                    """
                    a label took \(MatchFile.figure(mean / .milliseconds(1), 2)) ms on average, \(time(0.5)) in \
                    the middle, \(time(0.99)) at 99 %, \(time(1)) at most
                    """)
            }
            return (labels.count, try await stores.persons.count())
        }
    }
}
