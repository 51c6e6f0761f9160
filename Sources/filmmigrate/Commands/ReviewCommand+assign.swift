import ArgumentParser
import FilmModel
import Foundation
import MigrationQueue
import PatientIndex

extension ReviewCommand {
    struct Assign: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says whose a held film is, and the other held films of its jacket whose labels agree.")
        @Argument(help: "The film.")
        var film: String
        @Option(help: "The person of the index that the film belongs to.")
        var person: String
        @Option(help: "Why, for the history.")
        var reason: String?
        @Option(help: "Who decides; your login name unless given.")
        var actor: String?
        @Flag(help: "This film alone, not its jacket.")
        var alone = false

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let record = try await stores.ledger.film(named: film)
            guard let chosen = try await stores.persons.person(PersonID(person))?.id else {
                throw WorkspaceError.notFound(
                    "the index has no such person",
                    remedy: "see the candidates with `filmmigrate review show \(film)`")
            }
            let others = alone ? [] : try await jacket(of: record, stores)
            for one in [record] + others {
                try await stores.ledger.release(
                    one.id, person: chosen, cause: reason ?? "assigned", actor: Operator.name(actor),
                    at: .now())
                Output.result("film \(one.reference) is released")
            }
            Output.message("next: `filmmigrate run`")
        }

        /// Other films of the jacket that wait for the same decision.
        private func jacket(of film: FilmRecord, _ stores: Workspace.Stores) async throws -> [FilmRecord] {
            guard let jacket = film.description.jacketID else { return [] }
            let label = RawRecord(film.description.label, trust: film.trust, examDate: nil)
            return try await stores.ledger.holds(limit: 1_000_000).filter { hold in
                hold.film.id != film.id && hold.film.batch == film.batch
                    && hold.film.description.jacketID == jacket && hold.reason.code.isOfIdentity
                    && hold.kind == .migrate
                    && label.agrees(
                        with: RawRecord(hold.film.description.label, trust: hold.film.trust, examDate: nil))
            }.map(\.film)
        }
    }
}
