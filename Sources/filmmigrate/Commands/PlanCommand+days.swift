import ArgumentParser
import BenefitPlan
import FilmModel
import Foundation
import Migration
import MigrationQueue

extension PlanCommand {
    struct DaysCommand: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            commandName: "days",
            abstract: "Enters used contractor days, or imports them from a CSV file, or lists them.",
            discussion: "The file has the columns trust, activity, day (YYYY-MM-DD) and days.")
        @Option(name: .customLong("import"), help: "A CSV file of used days.")
        var file: String?
        @Option(help: "The Trust.")
        var trust: String?
        @Option(help: "The activity, as days.csv names it.")
        var activity: String?
        @Option(
            parsing: .unconditional,
            help: "How many days, at most 100,000; a negative number takes back what was entered wrongly.")
        var days: Int?
        @Option(help: ArgumentHelp("The day; today unless given.", valueName: "YYYY-MM-DD"))
        var day: String?
        @Option(help: "A remark.")
        var note: String?
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, _) = try openWorkspace()
            let used: PlanDesk.UsedDays =
                file.map { .file($0) }
                ?? .typed(trust: trust, activity: activity, days: days, day: day)
            if let entered = try enter(used, PlanDesk(workspace, actor: Operator.actor())) {
                for remark in entered.remarks { Output.message("remark: \(remark)") }
                Output.message("\(entered.uses.reduce(0) { $0 + $1.days }) contractor days entered")
            }
            let all = try PlanStore(workspace).daysUsed().flatMap(\.days)
            var table = TextTable(["trust", "activity", "day", "days"])
            for use in all {
                table.add([use.trust.code, use.activity, use.day.description, String(use.days)])
            }
            try output.show(
                ["days": all], text: table.isEmpty ? "no contractor days were entered yet" : table.text)
        }

        /// A faulty file is listed on standard output, as a faulty plan is.
        private func enter(_ used: PlanDesk.UsedDays, _ desk: PlanDesk) throws -> PlanDesk.Entered? {
            do {
                return try desk.enter(used, note: note)
            } catch var error as PlanImportError {
                let lines =
                    error.faults.map(\.description)
                    + [error.left.map { "not listed: \($0)" }].compactMap(\.self)
                try output.show(["faults": error.faults], text: lines.joined(separator: "\n"))
                error.isListed = true
                throw error
            }
        }
    }
}
