package import FilmModel

/// A named person's word that a benefit which follows the plan's dates has come: no film can prove it.
///
/// It is for the line as it stood: one that the plan states otherwise later, in amount or in date, is to be
/// confirmed again.
package struct BenefitConfirmation: Sendable, Hashable, Codable {
    package let trust: TrustID
    package let benefit: String
    package let benefitClass: BenefitClass
    package let trigger: BenefitTrigger
    package let amount: Pence
    /// The first month that the line pays for.
    package let from: Month
    /// The last month that is confirmed; nil where an earlier word is taken back.
    package let through: Month?
    /// Who says so.
    package let name: String
    package let at: Timestamp
    /// Who entered it.
    package let by: String
    package let note: String?

    enum CodingKeys: String, CodingKey {
        case trust, benefit, trigger, from, through, name, at, by, note
        case benefitClass = "class"
        case amount = "amount_pence"
    }

    package init(
        _ line: BenefitLine, from: Month, through: Month?, name: String, at: Timestamp, by: String,
        note: String? = nil
    ) {
        trust = line.trust
        benefit = line.benefit
        benefitClass = line.benefitClass
        trigger = line.trigger
        amount = line.amount
        self.from = from
        self.through = through
        self.name = name
        self.at = at
        self.by = by
        self.note = note
    }

    /// Whether it is for this line of the plan.
    func isFor(_ planned: PlannedBenefit) -> Bool {
        let line = planned.line
        return trust == line.trust && SameName.key(benefit) == SameName.key(line.benefit)
            && benefitClass == line.benefitClass && trigger == line.trigger && amount == line.amount
            && from == planned.start
    }
}

extension Progress {
    /// The last word on a line; nil where there is none, or it was taken back.
    func confirmation(of planned: PlannedBenefit) -> BenefitConfirmation? {
        guard !planned.line.trigger.isProvenByFilms else { return nil }
        let last = confirmations[planned.line.trust]?.last { $0.isFor(planned) }
        return last?.through == nil ? nil : last
    }
}
