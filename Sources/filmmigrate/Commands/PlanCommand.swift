import ArgumentParser
import BenefitPlan
import Documents
import FilmModel
import Migration
import MigrationQueue
import PatientIndex

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "The cash-benefit plan.",
        subcommands: [
            Import.self, Show.self, Check.self, Sign.self, Versions.self, Diff.self, WhatIfCommand.self,
            DaysCommand.self, ConfirmCommand.self,
        ])

    struct Import: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a plan in from a folder of CSV files, all or nothing.")
        @Argument(help: "The folder.")
        var folder: String
        @Option(help: "Why the plan changes; kept with the version.")
        var reason: String?
        @Option(help: "Who brings it; the login name unless given.")
        var by: String?
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, _) = try openWorkspace()
            let actor = Operator.actor(try PlainOption.name("--by", by))
            do {
                let taken = try PlanDesk(workspace, actor: actor).take(folder, reason: reason)
                let number = taken.version.version
                let document = PlanImportDocument(
                    version: number, trusts: taken.plan.trusts.count, isNew: taken.isNew, faults: [],
                    remarks: taken.remarks)
                for remark in taken.remarks { Output.message("remark: \(remark)") }
                if let broken = taken.broken {
                    Output.message(
                        "remark: version \(broken) said the same and can't be read as it was; restore it from "
                            + "the workspace's backup")
                }
                let state = taken.isNew ? "is in force" : "is in force already, and says the same"
                try output.show(
                    document,
                    text: "plan version \(number) \(state): \(taken.plan.trusts.count.counted("Trust")); "
                        + "next: `filmmigrate plan check`")
            } catch var error as PlanImportError {
                let document = PlanImportDocument(
                    version: nil, trusts: 0, isNew: false, faults: error.faults, faultCount: error.count,
                    left: error.left, remarks: error.remarks)
                for remark in error.remarks { Output.message("remark: \(remark)") }
                try output.show(document, text: document.text)
                error.isListed = true
                throw error
            }
        }
    }

    struct Show: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Shows the plan in force, or a version.")
        @Option(name: .customLong("plan-version"), help: "The version; the one in force unless given.")
        var number: Int?
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, _) = try openWorkspace()
            let store = PlanStore(workspace)
            let summary = try PlanSummary(try number.map(store.plan) ?? store.current().plan)
            try output.show(summary, text: summary.text)
        }
    }

    struct Check: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Holds the plan against the programme's gates, in their order.",
            discussion: """
                Ends with 0 where every gate passes that can block another, with 2 where one of them fails or is \
                open. The gates communities and local_affordability block nothing: they are judged and shown, and \
                change no exit status. A gate that passes by what is stated as 0 passes at nought, and is named.
                """)
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, stores) = try openWorkspace()
            let store = PlanStore(workspace)
            let known = Set(try await stores.ledger.trusts().map(\.trust))
            let check = try PlanCheck(
                store.current().plan, signatures: store.signatures(), known: known)
            try output.show(check, text: check.text)
            if !check.passed { try end(.doneWithExceptions) }
        }
    }

    struct Sign: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Records a party's yes to the plan in force. A change of the plan unsigns it.")
        @Option(help: "lsp, cluster, sha or clinical.")
        var party: SigningParty
        @Option(help: "The code of the Cluster or SHA that is signed for.")
        var code: String
        @Option(help: "The person who signs.")
        var name: String
        @Option(help: "Evidence, such as a letter's reference.")
        var note: String?
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, _) = try openWorkspace()
            let signed = try PlanDesk(workspace, actor: Operator.actor()).sign(
                as: party, for: code, name: name, note: note)
            let signature = signed.signature
            if let before = signed.replaced {
                Output.message(
                    "remark: \(before.name) signed this plan as \(party.rawValue) on \(before.at.londonDay); "
                        + "\(signature.name) now stands in that place")
            }
            try output.show(
                signature,
                text: "\(signature.name) signed plan version \(signed.version.version) for "
                    + "\(signature.level.text) \(signature.code) as \(party.rawValue)")
        }
    }

    struct Versions: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the plan's versions: who, when, why.")
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, _) = try openWorkspace()
            let versions = try PlanStore(workspace).versions()
            var table = TextTable(["version", "imported", "by", "why"])
            for version in versions {
                table.add([
                    String(version.version), version.importedAt.description, version.by,
                    version.reason ?? "–",
                ])
            }
            try output.show(
                ["versions": versions], text: table.isEmpty ? "no plan was imported yet" : table.text)
        }
    }

    struct Diff: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Shows what changed between two versions.")
        @Argument(help: "The earlier version.")
        var from: Int
        @Argument(help: "The later version; the one in force unless given.")
        var to: Int?
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, _) = try openWorkspace()
            let store = PlanStore(workspace)
            let diff = try PlanDiff(
                from: store.plan(from), to: to.map(store.plan) ?? store.current().plan)
            try output.show(diff, text: diff.text)
        }
    }
}

extension SigningParty: ExpressibleByArgument {}
