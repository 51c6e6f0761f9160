package import BenefitPlan
import FilmModel

extension PlanDesk {
    /// A named person's word on a benefit that follows the plan's dates, as it is given.
    package struct Word {
        let trust: String?
        let benefit: String?
        let name: String?
        /// The last month that is confirmed, `YYYY-MM`; this month where nil.
        let through: String?
        /// The first month that the line pays for, where several have the name.
        let from: String?
        let benefitClass: BenefitClass?
        /// Whether what was confirmed is taken back.
        let withdraw: Bool
        let note: String?

        package init(
            trust: String?, benefit: String?, name: String?, through: String?, from: String?,
            benefitClass: BenefitClass?, withdraw: Bool, note: String?
        ) {
            self.trust = trust
            self.benefit = benefit
            self.name = name
            self.through = through
            self.from = from
            self.benefitClass = benefitClass
            self.withdraw = withdraw
            self.note = note
        }

        /// Whether it says anything: without, the benefits are listed.
        package var isGiven: Bool { trust != nil || benefit != nil || name != nil }
    }

    /// What was confirmed, and of which line.
    package struct Confirmed {
        package let confirmation: BenefitConfirmation
        package let dated: DatedBenefit
        /// The word before it, where another person gave it.
        package let replaced: BenefitConfirmation?
    }

    /// The benefits that follow the plan's dates, as they stand today.
    package func datedBenefits() throws -> [DatedBenefit] { try standing().all }

    /// Records a named person's word.
    package func confirm(_ word: Word) throws -> Confirmed {
        try actor.require(.finance)
        let (plan, today, all) = try standing()
        guard let trust = word.trust, let benefit = word.benefit,
            let name = try PlainOption.name("--name", word.name)
        else {
            throw WorkspaceError.usage(
                "--trust, --benefit and --name belong together", remedy: "give all three")
        }
        let dated = try line(of: all, plan, try TrustID(typed: trust), benefit, word)
        let confirmation = BenefitConfirmation(
            dated.line, from: dated.from, through: try through(dated, today, word), name: name, at: .now(),
            by: actor.name, note: try PlainOption.reason("--note", word.note))
        try store.confirm(confirmation)
        return Confirmed(
            confirmation: confirmation, dated: dated,
            replaced: dated.confirmation.flatMap { $0.name == name ? nil : $0 })
    }

    private func standing() throws -> (plan: Plan, today: CalendarDay, all: [DatedBenefit]) {
        let plan = try store.current().plan
        let today = try ReportMaker.day(nil).today
        return (
            plan, today, try DatedBenefit.all(of: plan, confirmations: store.confirmations(), on: today)
        )
    }

    private func line(
        of all: [DatedBenefit], _ plan: Plan, _ trust: TrustID, _ benefit: String, _ word: Word
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
        let first = try word.from.map { try month($0, "--from") }
        let meant = named.filter {
            (first == nil || $0.from == first)
                && (word.benefitClass ?? $0.line.benefitClass) == $0.line.benefitClass
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

    private func through(_ dated: DatedBenefit, _ today: CalendarDay, _ word: Word) throws -> Month? {
        if word.withdraw { return nil }
        let last = try word.through.map { try month($0, "--through") } ?? today.month
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
