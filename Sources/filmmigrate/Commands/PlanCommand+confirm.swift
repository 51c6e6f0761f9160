import ArgumentParser
import BenefitPlan
import FilmModel
import Migration
import MigrationQueue
import PatientIndex

extension PlanCommand {
    struct ConfirmCommand: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            commandName: "confirm",
            abstract:
                "Records a named person's word that a benefit by the plan's dates has come, or lists them.",
            discussion: """
                Lines of benefits.csv with the trigger go_live or month follow the plan's dates, and no film can \
                prove them. Reports count them as released once somebody has confirmed them. A line that the plan \
                states otherwise later is to be confirmed again.
                """)
        @Option(help: "The Trust.")
        var trust: String?
        @Option(help: "The benefit, as benefits.csv names it.")
        var benefit: String?
        @Option(help: "The person who confirms it.")
        var name: String?
        @Option(
            help: ArgumentHelp(
                "The last month that is confirmed; this month unless given.", valueName: "YYYY-MM"))
        var through: String?
        @Option(
            help: ArgumentHelp(
                "The first month that the line pays for, where several lines have the name.",
                valueName: "YYYY-MM"))
        var from: String?
        @Option(
            name: .customLong("class"), help: "The line's class, where several lines have the name.")
        var benefitClass: BenefitClass?
        @Flag(help: "Takes back what was confirmed of the line.")
        var withdraw = false
        @Option(help: "Evidence, such as a ledger's reference.")
        var note: String?
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, _) = try openWorkspace()
            let store = PlanStore(workspace)
            let plan = try store.current().plan
            let today = try ReportMaker.day(nil).today
            let all = try DatedBenefit.all(of: plan, confirmations: store.confirmations(), on: today)
            guard trust != nil || benefit != nil || name != nil else { return try list(all) }
            guard let trust, let benefit, let name = try PlainOption.name("--name", name) else {
                throw WorkspaceError.usage(
                    "--trust, --benefit and --name belong together", remedy: "give all three")
            }
            let dated = try line(of: all, plan, try self.trust(trust), benefit)
            let confirmation = BenefitConfirmation(
                dated.line, from: dated.from, through: try through(dated, today), name: name, at: .now(),
                by: Operator.name(nil), note: try PlainOption.reason("--note", note))
            try store.confirm(confirmation)
            if let before = dated.confirmation, before.name != name {
                Output.message(
                    "remark: \(before.name) confirmed it on \(before.at.londonDay); \(name) now stands in that place"
                )
            }
            let what =
                "\(dated.line.benefit) of \(dated.line.trust), \(dated.line.amount.text) from \(dated.from)"
            try output.show(
                confirmation,
                text: confirmation.through.map { "\(name) confirmed \(what), up to \($0)" }
                    ?? "\(name) took back the confirmation of \(what)")
        }

        private func list(_ all: [DatedBenefit]) throws {
            var table = TextTable(["trust", "benefit", "class", "from", "by now", "confirmed", "up to", "by"])
            for dated in all {
                table.add([
                    dated.line.trust.code, dated.line.benefit, dated.line.benefitClass.rawValue,
                    dated.from.description, dated.realised.text, dated.confirmed.text,
                    dated.confirmation?.through?.description ?? "–", dated.confirmation?.name ?? "–",
                ])
            }
            try output.show(
                ["benefits": all], text: table.isEmpty ? "no benefit follows the plan's dates" : table.text)
        }

        private func line(
            of all: [DatedBenefit], _ plan: Plan, _ trust: TrustID, _ benefit: String
        ) throws -> DatedBenefit {
            guard let known = plan.trusts.first(where: { $0.id == trust }), !known.optedOut else {
                throw WorkspaceError.notFound(
                    "no Trust \(trust) takes part in the plan", remedy: "see `filmmigrate plan show`")
            }
            let named = all.filter {
                $0.line.trust == trust && SameName.key($0.line.benefit) == SameName.key(benefit)
            }
            guard !named.isEmpty else {
                let isProven = plan.benefits.contains {
                    $0.trust == trust && SameName.key($0.benefit) == SameName.key(benefit)
                }
                throw WorkspaceError.notFound(
                    isProven
                        ? "\(benefit) of \(trust) is proven by films, and needs no word"
                        : "\(trust) has no benefit \(benefit)",
                    remedy: "`filmmigrate plan confirm` lists the benefits that follow the plan's dates")
            }
            let first = try from.map { try month($0, "--from") }
            let meant = named.filter {
                (first == nil || $0.from == first)
                    && (benefitClass ?? $0.line.benefitClass) == $0.line.benefitClass
            }
            guard meant.count == 1, let line = meant.first else {
                let lines = named.map { "--class \($0.line.benefitClass.rawValue) --from \($0.from)" }
                throw WorkspaceError.usage(
                    meant.isEmpty
                        ? "no line \(benefit) of \(trust) has that class and first month"
                        : "\(meant.count) lines of \(trust) are called \(benefit)",
                    remedy: "give \(lines.joined(separator: " or "))")
            }
            return line
        }

        private func through(_ dated: DatedBenefit, _ today: CalendarDay) throws -> Month? {
            if withdraw { return nil }
            let last = try through.map { try month($0, "--through") } ?? today.month
            guard last <= today.month, dated.from <= last else {
                throw WorkspaceError.usage(
                    last > today.month
                        ? "--through \(last) lies in the future"
                        : "\(dated.line.benefit) of \(dated.line.trust) begins in \(dated.from), after \(last)",
                    remedy: "confirm a benefit once it has come")
            }
            // A single sum has its one month.
            return dated.line.trigger == .month ? dated.from : last
        }

        private func month(_ text: String, _ option: String) throws -> Month {
            guard let month = Month(text) else {
                throw WorkspaceError.usage("\(option) \(text) is no month", remedy: "write YYYY-MM")
            }
            return month
        }
    }
}

extension BenefitClass: ExpressibleByArgument {}
