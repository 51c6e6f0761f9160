import ArgumentParser
import FilmModel
import Foundation
import MigrationQueue
import PatientIndex
import Tables

extension ReviewCommand {
    /// Who decides and why, as every decision of people has it.
    struct Decision: ParsableArguments {
        @Option(help: "Why, for the history. No patient's details.")
        var reason: String?
        @Option(help: "Who decides; your login name unless given.")
        var actor: String?

        func desk(_ stores: Workspace.Stores) -> ReviewDesk {
            ReviewDesk(stores: stores, actor: Operator.name(actor), cause: reason?.nonEmpty)
        }
    }

    struct Assign: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Says whose a film is: a held one goes on, with those of its jacket whose labels agree.",
            discussion: """
                A film that an archive has already is not altered: it is held, with the correction noted. Once the \
                archive's keeper has put it right, `review accept FILM --person ID` has it proved as this person's.
                """)
        @Argument(help: "The film.")
        var film: String
        @Option(help: "The person of the index that the film belongs to.")
        var person: String
        @OptionGroup var decision: Decision
        @Flag(help: "This film alone, not its jacket.")
        var alone = false

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let chosen = try await stores.knownPerson(person, of: film)
            let desk = decision.desk(stores)
            var isAnyReleased = false
            for one in try await desk.films(film, alone: alone) {
                let goesOn = try await desk.assign(one, to: chosen)
                isAnyReleased = isAnyReleased || goesOn
                Output.result(
                    goesOn
                        ? "film \(one.reference) is released"
                        : ReviewDesk.noted(one, chosen))
            }
            if isAnyReleased {
                Output.message("next: `filmmigrate run`; until then `filmmigrate review undo \(film)`")
            }
        }
    }

    struct Nobody: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            commandName: "none",
            abstract:
                "Says that a film is nobody's in the index: it stays held, and no candidate becomes its.")
        @Argument(help: "The film.")
        var film: String
        @OptionGroup var decision: Decision
        @Flag(help: "This film alone, not its jacket.")
        var alone = false

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let desk = decision.desk(stores)
            for one in try await desk.films(film, alone: alone) {
                if one.state == .held, one.reason?.code.isOfIdentity != true {
                    throw WorkspaceError.usage(
                        "the film is not held for its identity",
                        remedy: "see `filmmigrate review show \(one.reference)`")
                }
                try await desk.none(one)
                Output.result("film \(one.reference) is nobody's in the index; it stays held")
            }
            Output.message("once the index has the person: `filmmigrate film retry \(film)`")
        }
    }

    struct Undo: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes the last decision on a film back, until it is sent: it waits as it did before.")
        @Argument(help: "The film.")
        var film: String
        @OptionGroup var decision: Decision

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let record = try await stores.ledger.film(named: film)
            try await decision.desk(stores).undo(record)
            Output.result("film \(record.reference) is held again, as before the decision")
        }
    }

    struct Export: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Writes what people have decided, for `match evaluate` and `match train`. It names patients.")
        @Option(help: "The file of labels to write, as CSV.")
        var labels: String
        @Option(help: "The file of their persons to write, as CSV.")
        var truth: String

        func run() async throws {
            let (_, stores) = try openWorkspace()
            Output.keepPrivate()
            let labelFile = try RowFile(labels)
            let truthFile = try RowFile(truth)
            try labelFile.write((["label_id"] + DecidedLabel.columns).map { .value($0) })
            try truthFile.write([.value("label_id"), .value("person_id")])
            let settled = try await stores.decisions.settled()
            for (id, person) in settled {
                let film = try await stores.ledger.film(id)
                try labelFile.write(([film.reference] + DecidedLabel.cells(film)).map { .text($0) })
                try truthFile.write([.text(film.reference), .text(person?.text ?? "")])
            }
            try labelFile.finish()
            try truthFile.finish()
            Output.message("\(settled.count) films, as people have decided")
        }
    }
}

/// A film's label as the one-shot matcher reads it.
enum DecidedLabel {
    static let columns = [
        "nhs_number", "local_id", "local_id_issuer", "family_name", "given_name", "birth_date", "sex",
        "address", "town", "postcode", "exam_date",
    ]

    static func cells(_ film: FilmRecord) -> [String] {
        let label = film.description.label
        return [
            label.nhsNumber, label.hospitalNumber, film.trust.code, label.familyName, label.givenName,
            label.birthDate, label.sex, label.address, label.town, label.postcode,
            film.description.examDate?.description,
        ].map { $0 ?? "" }
    }
}

extension Workspace.Stores {
    /// The person that an operator names, after merging. `film` is how the operator named the film.
    func knownPerson(_ id: String, of film: String) async throws -> PersonID {
        guard let person = try await persons.person(PersonID(id))?.id else {
            throw WorkspaceError.notFound(
                "the index has no such person",
                remedy: "see the candidates with `filmmigrate review show \(film)`")
        }
        return person
    }
}
