package import FilmModel
import Foundation
package import MigrationQueue
package import PatientIndex

/// A person whom a reviewer names for a film: who that is, how the label differs, and whether it is meant so.
package struct Choice {
    package let person: PersonID
    package let weighed: ChosenPerson
    /// Those who had the id before it was given to another human.
    private let earlier: [PersonID]

    package init(_ id: String, for film: FilmRecord, _ workspace: Workspace, _ stores: Stores) async throws {
        guard let person = try await stores.persons.person(PersonID(id.unified)) else {
            throw WorkspaceError.notFound(
                "the index has no such person",
                remedy: "see the candidates with `filmmigrate review show \(film.reference)`")
        }
        let record = RawRecord(
            film.description.label, trust: film.trust, examDate: film.description.examDate)
        let decider = Decider(
            routes: Set(workspace.settings.routes.compactMap(NationalNumber.Kind.init(rawValue:))))
        weighed = try ChosenPerson(
            record, person, same: try await stores.persons.same(as: person.id),
            isCurrent: try await stores.persons.isCurrent(person.id),
            try await stores.persons.decide(record, decider), decider)
        self.person = person.id
        earlier = try await stores.persons.earlierHolders(of: PersonID(id.unified))
    }

    /// Whom the reviewer chose, and how the label agrees with that person: no value of either.
    package var told: String {
        let fields = weighed.fields.isEmpty ? "nothing to compare" : weighed.fields.joined(separator: "; ")
        return "\(person): \(fields)"
    }

    /// What speaks against the person, in words without a value; empty where nothing does.
    package var doubt: String {
        ((weighed.isCandidate ? [] : ["the person is not among the candidates"]) + weighed.against)
            .joined(separator: "; ")
    }

    /// Refuses somebody who is not among the candidates, or whom the evidence speaks against, unless it is said that
    /// this is meant, and why.
    package func check(_ film: FilmRecord, isMeant: Bool, reason: String?) throws(WorkspaceError) {
        guard weighed.needsReason else { return }
        guard isMeant, reason?.nonEmpty != nil else {
            let other = earlier.map { "; who was \(person) before is \($0) now" }.joined()
            throw .usage(
                "film \(film.reference), \(person): \(doubt)\(other)",
                remedy: "check the id with `filmmigrate review show \(film.reference)`; if it is meant: "
                    + "--against-evidence with --reason")
        }
    }
}
