import ArgumentParser
import BenefitPlan
import FilmModel
import Foundation
import MigrationQueue

extension PlanCommand {
    struct WhatIfCommand: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            commandName: "what-if",
            abstract: "Shows gates and dates before and after a change; changes nothing.")
        @Option(name: .customLong("opt-out"), help: "A Trust that opts out; may be given several times.")
        var optOuts: [String] = []
        @Option(
            name: .customLong("slip"),
            help: ArgumentHelp("Months by which a Trust's go-live and schedule slip.", valueName: "RXA=3"))
        var slips: [String] = []
        @Option(
            name: .customLong("rate"),
            help: ArgumentHelp(
                "The bureau's rate in percent, of a Trust or of all.", valueName: "80 or RXA=80"))
        var rates: [String] = []
        @Option(
            name: .customLong("priming"),
            help: ArgumentHelp(
                "A change of a Cluster's national priming in pounds.", valueName: "NW=-50000.00"))
        var priming: [String] = []
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, stores) = try openWorkspace()
            let store = PlanStore(workspace)
            let plan = try store.current().plan
            let scenario = try scenario(for: plan)
            let maker = ReportMaker(workspace: workspace, ledger: stores.ledger)
            let (today, past) = try ReportMaker.day(nil)
            let progress = try await maker.progress(on: today, past: past)
            let known = Set(try await stores.ledger.trusts().map(\.trust))
            let result = try WhatIf(
                scenario, plan: plan, progress: progress, signatures: store.signatures(), known: known)
            try output.show(result, text: result.text)
        }

        private func scenario(for plan: Plan) throws -> Scenario {
            var scenario = Scenario()
            scenario.optOuts = try optOuts.map { try known($0, plan) }
            for text in slips {
                let (code, value) = try pair(text)
                guard let months = Int(value), (-600...600).contains(months) else { throw bad(text) }
                scenario.slips[try known(code, plan)] = months
            }
            for text in rates {
                let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
                guard let percent = parts.last.flatMap({ Int($0) }), (1...1_000).contains(percent) else {
                    throw bad(text)
                }
                let trust: TrustID? = parts.count == 2 ? try known(parts[0], plan) : nil
                scenario.rates[trust] = percent
            }
            for text in priming {
                let (code, value) = try pair(text)
                let isLess = value.hasPrefix("-")
                guard plan.clusters.contains(where: { $0.code == code }),
                    let amount = Pence(
                        pounds: isLess || value.hasPrefix("+") ? String(value.dropFirst()) : value)
                else { throw bad(text) }
                scenario.priming[code] = isLess ? Pence(-amount.value) : amount
            }
            guard !scenario.isEmpty else {
                throw WorkspaceError.usage(
                    "nothing is to change", remedy: "give --opt-out, --slip, --rate or --priming")
            }
            return scenario
        }

        private func known(_ code: String, _ plan: Plan) throws -> TrustID {
            let trust = try trust(code)
            guard plan.trusts.contains(where: { $0.id == trust }) else {
                throw WorkspaceError.notFound(
                    "the plan has no Trust \(trust)", remedy: "see `filmmigrate plan show`")
            }
            return trust
        }

        private func pair(_ text: String) throws -> (String, String) {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw bad(text) }
            return (parts[0], parts[1])
        }

        private func bad(_ text: String) -> WorkspaceError {
            .usage(
                "\(text) can't be read",
                remedy: "write --slip RXA=3, --rate 80, --rate RXA=80 or --priming NW=-50000.00")
        }
    }

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
        @Option(help: "How many days; a negative number takes back what was entered wrongly.")
        var days: Int?
        @Option(help: ArgumentHelp("The day; today unless given.", valueName: "YYYY-MM-DD"))
        var day: String?
        @Option(help: "A remark.")
        var note: String?
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, _) = try openWorkspace()
            let store = PlanStore(workspace)
            if let uses = try entered(store.current().plan) {
                try store.use(
                    DayUseEntry(days: uses, at: .now(), by: Operator.name(nil), note: note?.nonEmpty))
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
                guard let data = FileManager.default.contents(atPath: file) else {
                    throw WorkspaceError.notFound(
                        "\(file) can't be read", remedy: "check the path and its permissions")
                }
                return try DayUseImporter.read(data, name: URL(filePath: file).lastPathComponent, plan: plan)
            }
            guard trust != nil || activity != nil || days != nil else { return nil }
            guard let trust, let activity = activity?.nonEmpty, let days else {
                throw WorkspaceError.usage(
                    "--trust, --activity and --days belong together", remedy: "give all three")
            }
            let id = try self.trust(trust)
            guard plan.trusts.contains(where: { $0.id == id }) else {
                throw WorkspaceError.notFound(
                    "the plan has no Trust \(id)", remedy: "see `filmmigrate plan show`")
            }
            return [DayUse(trust: id, activity: activity, day: try ReportMaker.day(day).day, days: days)]
        }
    }
}
