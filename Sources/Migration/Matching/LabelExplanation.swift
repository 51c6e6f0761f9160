package import FilmModel
import MigrationQueue
package import PatientIndex

/// How the matcher weighs one label, and what it weighs it against.
package struct LabelExplanation: Sendable {
    /// The film, or the label.
    package let subject: String
    package let record: RawRecord
    package let decision: LabelDecision
    /// The persons that come first, as the index has them.
    package let persons: [PersonID: RawRecord]

    /// A film of a workspace, against the index as it stands now.
    package init(film name: String, in workspace: Workspace, _ stores: Stores) async throws {
        let film = try await stores.ledger.film(named: name)
        subject = film.reference
        record = RawRecord(
            film.description.label, trust: film.trust, examDate: film.description.examDate)
        let routes = Set(workspace.settings.routes.compactMap(NationalNumber.Kind.init(rawValue:)))
        decision = try await stores.persons.decide(record, Decider(routes: routes))
        var persons: [PersonID: RawRecord] = [:]
        for id in [decision.best, decision.runnerUp].compactMap({ $0?.id }) {
            persons[id] = try await stores.persons.person(id).map { RawRecord($0) }
        }
        self.persons = persons
    }

    /// A label of a file, against the index of another.
    package init(label: String, of labels: String, index: String) throws {
        guard let record = try IndexFile.labels(labels).first(where: { $0.id == label })?.record else {
            throw WorkspaceError.notFound(
                "the file of labels has no such label_id", remedy: "check the spelling of the label_id")
        }
        let table = try IndexFile.read(index)
        let decider = Decider(routes: table.isSynthetic ? [.nhs, .test] : [.nhs])
        let decision = try decider.decide(record, in: table)
        let ids = Set([decision.best, decision.runnerUp].compactMap { $0?.id })
        subject = label
        self.record = record
        self.decision = decision
        persons = try IndexFile.persons(ids, of: index)
    }
}
