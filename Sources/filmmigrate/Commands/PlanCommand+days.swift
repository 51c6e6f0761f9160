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
            let store = PlanStore(workspace)
            let note = try PlainOption.reason("--note", note)
            let plan = try store.current().plan
            if let uses = try entered(plan) {
                let before = try store.daysUsed().flatMap(\.days)
                for use in uses {
                    guard let there = use.overdrawn(before) else { continue }
                    throw WorkspaceError.usage(
                        "--days \(use.days) takes back more than the \(there.counted("day")) that "
                            + "\(use.trust) has entered for \(use.activity) by \(use.day)",
                        remedy:
                            "take back at most what was entered, on its day or later: `plan days` lists it")
                }
                for remark in DayUse.remarks(on: uses, plan: plan, before: before) {
                    Output.message("remark: \(remark)")
                }
                try store.use(DayUseEntry(days: uses, at: .now(), by: Operator.name(nil), note: note))
                Output.message("\(uses.reduce(0) { $0 + $1.days }) contractor days entered")
            }
            let all = try store.daysUsed().flatMap(\.days)
            var table = TextTable(["trust", "activity", "day", "days"])
            for use in all {
                table.add([use.trust.code, use.activity, use.day.description, String(use.days)])
            }
            try output.show(
                ["days": all], text: table.isEmpty ? "no contractor days were entered yet" : table.text)
        }

        private func entered(_ plan: Plan) throws -> [DayUse]? {
            if let file {
                return try fromFile(file, plan)
            }
            guard trust != nil || activity != nil || days != nil else { return nil }
            guard let trust, let activity = try PlainOption.name("--activity", activity), let days else {
                throw WorkspaceError.usage(
                    "--trust, --activity and --days belong together", remedy: "give all three")
            }
            let id = try self.trust(trust)
            guard plan.trusts.contains(where: { $0.id == id }) else {
                throw WorkspaceError.notFound(
                    "the plan has no Trust \(id)", remedy: "see `filmmigrate plan show`")
            }
            guard (-DayUse.most...DayUse.most).contains(days) else {
                throw WorkspaceError.usage(
                    "--days \(days) is more than \(DayUse.most)", remedy: "enter what was used")
            }
            let (day, today) = try ReportMaker.day(day)
            guard day <= today else {
                throw WorkspaceError.usage(
                    "--day \(day) lies in the future", remedy: "enter days once they are used")
            }
            return [DayUse(trust: id, activity: activity, day: day, days: days)]
        }

        /// A faulty file is listed on standard output, as a faulty plan is.
        private func fromFile(_ file: String, _ plan: Plan) throws -> [DayUse] {
            let data = try RegularFile.read(given: file)
            do {
                return try DayUseImporter.read(
                    data, name: URL(filePath: file).lastPathComponent, plan: plan,
                    last: ReportMaker.day(nil).today)
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
