import ArgumentParser
import FilmModel
import Foundation
import Migration
import MigrationQueue
import PatientIndex
import Tables

extension ReviewCommand {
    /// That a person is meant whom the evidence does not name.
    struct Meant: ParsableArguments {
        @Flag(
            help: """
                The person is meant, though not among the candidates or though the evidence speaks against it. Needs \
                --reason.
                """)
        var againstEvidence = false

        /// The person named for a film, once it is sure that it is meant.
        func choice(
            _ id: String, _ film: FilmRecord, _ decision: Decision, _ workspace: Workspace,
            _ stores: Stores
        ) async throws -> Choice {
            let choice = try await Choice(id, for: film, workspace, stores)
            // Who was decided on before, and is only confirmed, was weighed then.
            let decided = [film.person, film.facts.correction].compactMap(\.self)
            if try await !decided.isOne(choice.person, in: stores) {
                try choice.check(film, isMeant: againstEvidence, reason: decision.reason)
            }
            guard choice.isConfirmed(film) else {
                throw WorkspaceError.usage(
                    "nothing was decided", remedy: "name the right person with --person")
            }
            return choice
        }
    }

    /// Who decides and why, as every decision of people has it.
    struct Decision: ParsableArguments {
        @Option(help: "Why, for the history. No patient's details.")
        var reason: String?
        @Option(help: "Who decides; your login name unless given.")
        var actor: String?

        func desk(_ stores: Stores) -> ReviewDesk {
            ReviewDesk(stores: stores, actor: Operator.name(actor), cause: reason?.nonEmpty)
        }
    }

    struct Assign: ReceiptChangingCommand {
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
        @OptionGroup var meant: Meant
        @Flag(help: "This film alone, not its jacket.")
        var alone = false

        func run() async throws {
            let (workspace, stores) = try openWorkspace()
            let desk = decision.desk(stores)
            let films = try await desk.films(film, alone: alone)
            guard let first = films.first else { return }
            let choice = try await meant.choice(person, first, decision, workspace, stores)
            var isAnyReleased = false
            var act: Int64?
            for one in films {
                // Each label is weighed against the person: what is meant for the first is not said of the others.
                if one.id != first.id {
                    let own = try await Choice(person, for: one, workspace, stores)
                    guard !own.weighed.needsReason else {
                        Output.result("film \(one.reference) stays held: \(own.doubt)")
                        continue
                    }
                }
                let assignment = try await desk.assign(one, to: choice.person, along: act)
                if one.id == first.id { act = try await desk.act(of: one) }
                isAnyReleased = isAnyReleased || assignment == .goesOn
                Output.result(ReviewDesk.told(assignment, one, choice))
            }
            if isAnyReleased {
                Output.message("next: `filmmigrate run`; until then `filmmigrate review undo \(film)`")
            }
        }
    }

    struct Nobody: ReceiptChangingCommand {
        static let configuration = CommandConfiguration(
            commandName: "none",
            abstract:
                "Says that no patient in the index matches a film: it waits for the next index, and no candidate "
                + "becomes its patient.")
        @Argument(help: "The film.")
        var film: String
        @OptionGroup var decision: Decision
        @Flag(help: "This film alone, not its jacket.")
        var alone = false

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let desk = decision.desk(stores)
            var act: Int64?
            for one in try await desk.films(film, alone: alone) {
                try await desk.none(one, along: act)
                if act == nil { act = try await desk.act(of: one) }
                Output.result("film \(one.reference) is nobody's in the index; it waits for the next import")
            }
            Output.message(
                "the next `filmmigrate index import` looks it up again; `review list --waiting` lists such films, too"
            )
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
        @OptionGroup var overwrite: OverwriteOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            Output.keepPrivate()
            let labelFile = try RowFile(
                labels, as: .decidedLabels, header: ["label_id"] + DecidedLabel.columns, overwrite.rule())
            let truthFile = try RowFile(
                truth, as: .decidedPersons, header: ["label_id", "person_id"],
                overwrite.rule(others: [labels]))
            let settled = try await stores.decisions.settled()
            for (id, person) in settled {
                let film = try await stores.ledger.film(id)
                try labelFile.write(([film.reference] + DecidedLabel.cells(film)).map { .text($0) })
                try truthFile.write([.text(film.reference), .text(person?.text ?? "")])
            }
            try labelFile.finish()
            try truthFile.finish()
            Output.message("\(settled.count.counted("film")), as people have decided")
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

extension ReviewDesk {
    /// What came of saying whose a film is, for the reviewer.
    static func told(_ assignment: Assignment, _ film: FilmRecord, _ choice: Choice) -> String {
        let person = choice.person
        return switch assignment {
        case .goesOn: "film \(film.reference) is released as \(choice.told); next: `filmmigrate run`"
        case .isCorrected:
            "film \(film.reference) is held, with the correction noted. Ask the keeper of each archive that has it (the "
                + "hospital's PACS team; `filmmigrate film show \(film.reference)` has the archives and the SOP Instance "
                + "UID) to move this one image to the right patient; where other films of the examination stay the "
                + "earlier patient's, have this one removed instead. Then `filmmigrate review accept \(film.reference) "
                + "--person \(person)`: the next run reads it back from each archive. It ends verified where it is this "
                + "patient's there, is sent anew where it is not there any more, and is held again, with what differs, "
                + "where nothing was done"
        }
    }
}

extension [PersonID] {
    /// Whether one of these is a person now.
    fileprivate func isOne(_ person: PersonID, in stores: Stores) async throws -> Bool {
        for id in self where try await stores.persons.isSame(id, person) { return true }
        return false
    }
}
