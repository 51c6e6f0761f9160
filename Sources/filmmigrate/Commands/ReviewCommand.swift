import ArgumentParser
import Duplicates
import FilmModel
import Foundation
import MigrationQueue
import PatientIndex

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Films that wait for a person's decision.",
        subcommands: [List.self, Show.self, Accept.self, Assign.self, Reject.self])

    struct List: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the films on hold, the oldest first.")
        @Option(help: "The most films to list.")
        var limit = 1000
        @Option(help: "Of one Trust alone.")
        var trust: String?
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let wanted = try trust.map { text throws -> TrustID in
                guard let id = TrustID(text) else { throw WorkspaceError.unknownTrust(text) }
                return id
            }
            let found = try await stores.ledger.holds(limit: wanted == nil ? max(1, limit) : 1_000_000)
            let holds = found.filter { wanted == nil || $0.film.trust == wanted }.prefix(max(1, limit))
            var table = TextTable(["#", "film", "Trust", "since", "code", "what"])
            for hold in holds {
                table.add([
                    "#\(hold.film.id)", hold.film.reference, hold.film.trust.code, hold.since.description,
                    hold.reason.code.rawValue,
                    hold.reason.message,
                ])
            }
            try output.show(
                ["films": holds.map { HoldDocument($0) }],
                text: table.isEmpty
                    ? "no film waits for a decision" : table.text + "\n\nnext: `filmmigrate review show FILM`"
            )
        }
    }

    struct Show: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows a film on hold: label, candidates, evidence. Its output names patients.")
        @Argument(help: "The film.")
        var film: String
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let record = try await stores.ledger.film(named: film)
            let document = try await ReviewDocument(record, stores.persons)
            try output.show(document, text: document.text)
        }
    }

    struct Accept: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets a held film go on: with --person where its identity was in doubt.")
        @Argument(help: "The film.")
        var film: String
        @Option(help: "The person of the index that the film belongs to.")
        var person: String?
        @Option(help: "Why, for the history.")
        var reason: String?
        @Option(help: "Who decides; your login name unless given.")
        var actor: String?

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let record = try await stores.ledger.film(named: film)
            let chosen = person.map { PersonID($0) }
            if let chosen, try await stores.persons.person(chosen) == nil {
                throw WorkspaceError.notFound(
                    "the index has no such person",
                    remedy: "see the candidates with `filmmigrate review show \(film)`")
            }
            // One that an archive has is proved again as it is: its person can't change any more.
            if chosen == nil, try await stores.ledger.stores(of: record.id).isEmpty {
                try record.checkNeedsNoPerson(film)
            }
            // A person has looked: from now on the film stands for itself, whatever it looks like.
            if record.reason?.code.isOfLikeness == true { try await stores.fingerprints.keep(record.id) }
            try await stores.ledger.release(
                record.id, person: chosen, cause: reason ?? "accepted", actor: Operator.name(actor),
                at: .now())
            Output.result("film \(record.reference) is released; next: `filmmigrate run`")
        }
    }

    struct Reject: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Rejects a held film: the bureau's receipt says so.")
        @Argument(help: "The film.")
        var film: String
        @Option(help: "Why, for the bureau and the history. No patient's details.")
        var reason: String?
        @Option(help: "Who decides; your login name unless given.")
        var actor: String?

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let record = try await stores.ledger.film(named: film)
            try await stores.ledger.reject(
                record.id, reason: Reason(.rejectedByOperator, reason?.nonEmpty), actor: Operator.name(actor),
                at: .now())
            Output.result(
                "film \(record.reference) is rejected; `filmmigrate receipt \(record.batchName)` says so")
        }
    }
}

extension ReasonCode {
    /// Whether the film waits because nobody knows whose it is.
    var isOfIdentity: Bool {
        [.patientAmbiguous, .patientNotFound, .birthDateConflict, .borderReferral, .identityConflict]
            .contains(self)
    }

    /// Whether the film waits because it looks like another one of the same person.
    var isOfLikeness: Bool { [.duplicateSuspected, .betterScan].contains(self) }
}
