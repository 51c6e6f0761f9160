import ArgumentParser
import Documents
import Duplicates
import FilmModel
import Foundation
import Migration
import MigrationQueue
import PatientIndex

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Films that wait for a person's decision.",
        subcommands: [
            List.self, Show.self, Accept.self, Assign.self, Nobody.self, Reject.self, Undo.self, Export.self,
        ])

    struct List: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the films on hold, those whose clinic is nearest first.")
        @Option(help: "The most films to list.")
        var limit = 1000
        @Option(help: "Of one Trust alone.")
        var trust: String?
        @Flag(help: "Also films of which a reviewer has said that the index does not have their patient.")
        var waiting = false
        @Option(help: "What stands first: urgency (clinic date), age, or trust.")
        var by = HoldQuery.Order.urgency
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let listing = HoldListing(
                list: HoldList(trust: trust, waiting: waiting, order: by, limit: limit), ledger: stores.ledger
            )
            try await output.json ? listing.writeJSON() : listing.writeText()
        }
    }

    struct Show: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows a film on hold: label, candidates, evidence. Its output names patients.")
        @Argument(help: "The film.")
        var film: String
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, stores) = try openWorkspace()
            let record = try await stores.ledger.film(named: film)
            let document = try await ReviewDocument(record, workspace, stores)
            try output.show(document, text: document.text)
        }
    }

    struct Accept: ReceiptChangingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets a held film go on: with --person where its identity was in doubt.")
        @Argument(help: "The film.")
        var film: String
        @Option(help: "The person of the index that the film belongs to.")
        var person: String?
        @OptionGroup var decision: Decision
        @OptionGroup var meant: Meant

        func run() async throws {
            let (workspace, stores) = try openWorkspace()
            let record = try await stores.ledger.film(named: film)
            let desk = decision.desk(stores)
            if let person {
                let choice = try await meant.choice(person, record, desk, workspace)
                let assignment = try await desk.assign(record, to: choice.person, isPutRight: true)
                Output.result(ReviewDesk.told(assignment, record, choice))
            } else {
                try await desk.accept(record)
                Output.result(
                    record.state == .duplicate
                        ? "film \(record.reference) is no duplicate any more: it is a film of its own, and goes to the "
                            + "archive; `filmmigrate review undo \(record.reference)` until then; next: `filmmigrate run`"
                        : "film \(record.reference) is released; next: `filmmigrate run`")
            }
        }
    }

    struct Reject: ReceiptChangingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Rejects a held film: the bureau's receipt says so. The reason goes to the bureau too.")
        @Argument(help: "The film.")
        var film: String
        @OptionGroup var decision: Decision

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let record = try await stores.ledger.film(named: film)
            try await decision.desk(stores).reject(record)
            Output.result(
                "film \(record.reference) is rejected; `filmmigrate receipt \(record.batchName)` says so")
            let rejected = try await stores.ledger.film(record.id)
            let archives = try await rejected.archivesStillHaving(stores.ledger)
            if !archives.isEmpty {
                Output.result("film \(record.reference) is \(rejected.toldStillIn(archives))")
            }
        }
    }
}

extension HoldQuery.Order: ExpressibleByArgument {}
