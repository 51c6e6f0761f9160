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
            let document = try await index == nil ? ofFilm() : ofLabel()
            try output.show(document, text: document.text)
        }

        private func ofFilm() async throws -> MatchDocument {
            let (workspace, stores) = try openWorkspace()
            let film = try await stores.ledger.film(named: subject)
            let record = RawRecord(
                film.description.label, trust: film.trust, examDate: film.description.examDate)
            let routes = Set(workspace.settings.routes.compactMap(NationalNumber.Kind.init(rawValue:)))
            let decision = try await stores.persons.decide(record, Decider(routes: routes))
            var persons: [PersonID: RawRecord] = [:]
            for id in [decision.best, decision.runnerUp].compactMap({ $0?.id }) {
                persons[id] = try await stores.persons.person(id).map { RawRecord($0) }
            }
            return MatchDocument(film.reference, record, decision, persons)
        }

        private func ofLabel() async throws -> MatchDocument {
            guard let index, let labels else { throw ValidationError("--index needs --labels") }
            guard let record = try IndexFile.labels(labels).first(where: { $0.id == subject })?.record else {
                throw WorkspaceError.notFound(
                    "the file of labels has no such label_id", remedy: "check the spelling of the label_id")
            }
            let table = try IndexFile.read(index)
            let decider = Decider(routes: table.isSynthetic ? [.nhs, .test] : [.nhs])
            let decision = try decider.decide(record, in: table)
            let ids = Set([decision.best, decision.runnerUp].compactMap { $0?.id })
            return MatchDocument(subject, record, decision, try IndexFile.persons(ids, of: index))
        }
    }
}
