import FilmModel

/// A benefit line that follows the plan's dates, with what a named person has confirmed of it: what
/// `plan confirm` lists, and looks up.
package struct DatedBenefit: Sendable, Hashable {
    package let line: BenefitLine
    /// The first month that it pays for.
    package let from: Month
    package let confirmation: BenefitConfirmation?
    /// Come by the day, by the plan's dates, and the part of it that is confirmed.
    package let realised: Pence
    package let confirmed: Pence

    /// The lines of the participating Trusts, in the plan's order.
    package static func all(
        of plan: Plan, confirmations: [BenefitConfirmation], on day: CalendarDay
    ) throws(MoneyOverflow) -> [DatedBenefit] {
        var progress = Progress(asOf: day, verified: [:])
        progress.confirmations = Dictionary(grouping: confirmations, by: \.trust)
        let lines = PlanLines(plan)
        var dated: [DatedBenefit] = []
        for trust in plan.participatingTrusts {
            guard let cluster = plan.cluster(of: trust) else { continue }
            for planned in lines.plannedBenefits(of: trust, in: cluster) {
                guard !planned.line.trigger.isProvenByFilms, let from = planned.start else { continue }
                let come = RealisedBenefit(
                    line: planned.line, trust: trust, verified: FilmSchedule(), storeEmptied: nil)
                let confirmation = progress.confirmation(of: planned)
                let through = confirmation?.through.map { min(day, CalendarDay(endOf: $0)) }
                var confirmed = Pence.zero
                if let through { confirmed = try come.total(by: through) }
                dated.append(
                    DatedBenefit(
                        line: planned.line, from: from, confirmation: confirmation,
                        realised: try come.total(by: day), confirmed: confirmed))
            }
        }
        return dated
    }

    /// What has come by the plan's dates and nobody has confirmed.
    package var unconfirmed: Pence { Pence(realised.value - confirmed.value) }
}

extension DatedBenefit: Encodable {
    enum CodingKeys: String, CodingKey {
        case trust, benefit, trigger, from, name, at, through
        case benefitClass = "class"
        case amount = "amount_pence"
        case realised = "realised_pence"
        case confirmed = "confirmed_pence"
        case unconfirmed = "unconfirmed_pence"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(line.trust, forKey: .trust)
        try container.encode(line.benefit, forKey: .benefit)
        try container.encode(line.benefitClass, forKey: .benefitClass)
        try container.encode(line.trigger, forKey: .trigger)
        try container.encode(line.amount, forKey: .amount)
        try container.encode(from, forKey: .from)
        try container.encode(confirmation?.through, forKey: .through)
        try container.encode(confirmation?.name, forKey: .name)
        try container.encode(confirmation?.at, forKey: .at)
        try container.encode(realised, forKey: .realised)
        try container.encode(confirmed, forKey: .confirmed)
        try container.encode(unconfirmed, forKey: .unconfirmed)
    }
}
