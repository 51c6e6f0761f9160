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
            _ id: String, _ film: FilmRecord, _ desk: ReviewDesk, _ workspace: Workspace
        ) async throws -> Choice {
            let choice = try await desk.choice(id, for: film, isMeant: againstEvidence, in: workspace)
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
            ReviewDesk(stores: stores, actor: Operator.actor(actor), cause: reason?.nonEmpty)
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
            let choice = try await meant.choice(person, first, desk, workspace)
            let decided = await desk.assign(together: films, to: choice, named: person, in: workspace)
            var isAnyReleased = false
            for step in decided.steps {
                switch step.outcome {
                case .stays(let doubt): Output.result("film \(step.film.reference) stays held: \(doubt)")
                case .done(let assignment):
                    isAnyReleased = isAnyReleased || assignment == .goesOn
                    Output.result(ReviewDesk.told(assignment, step.film, choice))
                }
            }
            if let fault = decided.fault { throw fault }
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
            let decided = await desk.none(together: try await desk.films(film, alone: alone))
            for step in decided.steps {
                Output.result(
                    "film \(step.film.reference) matches no patient in the index; it waits for the next import"
                )
            }
            if let fault = decided.fault { throw fault }
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
            let count = try await DecidedLabel.each(stores, actor: Operator.actor()) { decided in
                try labelFile.write(([decided.film] + decided.cells).map { .text($0) })
                try truthFile.write([.text(decided.film), .text(decided.person ?? "")])
            }
            try labelFile.finish()
            try truthFile.finish()
            Output.message("\(count.counted("film")), as people have decided")
        }
    }
}

extension ReviewDesk {
    /// The result of saying whose a film is, for the reviewer.
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
