import ArgumentParser
import Documents
import FilmModel
import Foundation
import Migration
import MigrationQueue
import PatientIndex

extension MatchCommand {
    struct Explain: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Shows how the matcher weighs a film's label, field by field. Its output names patients.",
            discussion: """
                In a workspace: the film as `film show` names it, against the index as it stands now; what was \
                decided then is in `film show`. With --index and --labels: a label_id of that file.
                """)
        @Argument(help: "The film, or the label.")
        var subject: String
        @Option(help: "The index: a CSV file. Needs --labels.")
        var index: String?
        @Option(help: "The labels: a CSV file.")
        var labels: String?
        @OptionGroup var output: JSONOption

        func run() async throws {
            let explained: LabelExplanation
            if let index {
                guard let labels else { throw ValidationError("--index needs --labels") }
                explained = try LabelExplanation(label: subject, of: labels, index: index)
            } else {
                let (workspace, stores) = try openWorkspace()
                explained = try await LabelExplanation(film: subject, in: workspace, stores)
            }
            let document = MatchDocument(
                explained.subject, explained.record, explained.decision, explained.persons)
            try output.show(document, text: document.text)
        }
    }
}
