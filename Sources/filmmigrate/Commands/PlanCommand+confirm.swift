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
            let desk = PlanDesk(workspace, actor: Operator.actor())
            let word = PlanDesk.Word(
                trust: trust, benefit: benefit, name: name, through: through, from: from,
                benefitClass: benefitClass, withdraw: withdraw, note: note)
            guard word.isGiven else { return try list(try desk.datedBenefits()) }
            let confirmed = try desk.confirm(word)
            let (confirmation, dated) = (confirmed.confirmation, confirmed.dated)
            if let before = confirmed.replaced {
                Output.message(
                    "remark: \(before.name) confirmed it on \(before.at.londonDay); \(confirmation.name) now stands in that place"
                )
            }
            let what =
                "\(dated.line.benefit) of \(dated.line.trust), \(dated.line.amount.text) from \(dated.from)"
            try output.show(
                confirmation,
                text: confirmation.through.map { "\(confirmation.name) confirmed \(what), up to \($0)" }
                    ?? "\(confirmation.name) took back the confirmation of \(what)")
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
    }
}

extension BenefitClass: ExpressibleByArgument {}
