import ArgumentParser
import BenefitPlan
import FilmModel

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "The cash-benefit plan.", subcommands: [Import.self, Show.self])

    struct Import: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a plan in from a folder of CSV files, all or nothing.")
        @Argument(help: "The folder.")
        var folder: String
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, _) = try openWorkspace()
            do {
                let (plan, version) = try PlanStore(workspace).take(folder)
                let document = PlanImportDocument(version: version, trusts: plan.trusts.count, faults: [])
                try output.show(
                    document,
                    text:
                        "plan version \(version) is in force: \(plan.trusts.count) Trusts; next: `filmmigrate plan show`"
                )
            } catch let error as PlanImportError {
                let document = PlanImportDocument(version: nil, trusts: 0, faults: error.faults)
                try output.show(document, text: document.text)
                throw error
            }
        }
    }

    struct Show: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Shows the plan in force.")
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, _) = try openWorkspace()
            let summary = try PlanSummary(try PlanStore(workspace).current().plan)
            try output.show(summary, text: summary.text)
        }
    }
}
