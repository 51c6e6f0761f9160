package import FilmModel

/// One benefit line: what it was to bring and when, what it has brought, and what is expected of it.
package struct BenefitOutlook: Sendable, Hashable {
    package let trust: TrustID
    package let benefit: String
    package let benefitClass: BenefitClass
    package let trigger: BenefitTrigger
    package let owner: String?
    /// The month of the last film, or of the first monthly or the single sum.
    package let plannedMonth: Month?
    package let expectedMonth50: Month?
    package let expectedMonth85: Month?
    package let planned: Pence
    package let realised: Pence
    package let expected50: Pence
    package let expected85: Pence
    /// Of a line by the plan's dates, what a named person has confirmed, and who.
    package let confirmed: Pence
    package let confirmedBy: String?
    /// Of a `store_empty` line whose store is empty, what has emptied it.
    package let emptiedBy: Emptied?

    /// Films that left a store.
    package struct Emptied: Sendable, Hashable {
        package let verified: Int
        package let duplicates: Int

        var text: String {
            "\(PageNumber.films(verified)) verified"
                + (duplicates > 0 ? " and \(GateJudge.count(duplicates, "duplicate"))" : "")
        }
    }

    /// What proves that it has come.
    var proof: String {
        if let emptiedBy { return "films: \(emptiedBy.text)" }
        if trigger.isProvenByFilms { return "films" }
        return confirmedBy.map { "\($0)\(confirmed < realised ? ", in part" : "")" } ?? "not confirmed"
    }

    static func all(
        of plan: Plan, lines: PlanLines, figures: PlanFigures, progress: Progress
    ) throws(MoneyOverflow) -> [BenefitOutlook] {
        var outlooks: [BenefitOutlook] = []
        let asOf = progress.asOf
        for trust in plan.participatingTrusts {
            guard let cluster = plan.cluster(of: trust), let unit = figures.trusts[trust.id] else { continue }
            let forecast = figures.forecast(.trust, trust.id.code)
            for planned in lines.plannedBenefits(of: trust, in: cluster) {
                let line = planned.line
                let realised = unit.realised(line, trust)
                let word = progress.confirmation(of: planned)
                let until = word?.through.map { min(asOf, CalendarDay(endOf: $0)) }
                var confirmed = Pence.zero
                if let until { confirmed = try realised.total(by: until) }
                func expected(_ end: CalendarDay?) throws(MoneyOverflow) -> (Month?, Pence) {
                    let benefit = ExpectedBenefit(
                        realised: realised, asOf: asOf, end: end, remaining: unit.stillToVerify)
                    return (
                        benefit.month, try benefit.total(in: cluster.horizon, through: cluster.endMonth)
                    )
                }
                let (month50, sum50) = try expected(forecast.p50Day)
                let (month85, sum85) = try expected(forecast.p85Day)
                outlooks.append(
                    BenefitOutlook(
                        trust: trust.id, benefit: line.benefit, benefitClass: line.benefitClass,
                        trigger: line.trigger, owner: line.owner, plannedMonth: planned.month,
                        expectedMonth50: month50, expectedMonth85: month85, planned: try planned.total(),
                        realised: try realised.total(by: asOf), expected50: sum50, expected85: sum85,
                        confirmed: confirmed, confirmedBy: word?.name,
                        emptiedBy: line.trigger == .storeEmpty ? unit.emptiedBy : nil))
            }
        }
        return outlooks
    }
}

extension BenefitOutlook: Encodable {
    enum CodingKeys: String, CodingKey {
        case trust, benefit, trigger, owner
        case benefitClass = "class"
        case plannedMonth = "planned_month"
        case expectedMonth50 = "expected_month_p50"
        case expectedMonth85 = "expected_month_p85"
        case planned = "planned_pence"
        case realised = "realised_pence"
        case expected50 = "expected_p50_pence"
        case expected85 = "expected_p85_pence"
        case confirmed = "confirmed_pence"
        case confirmedBy = "confirmed_by"
        case emptiedByVerified = "emptied_by_verified_films"
        case emptiedByDuplicates = "emptied_by_duplicates"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(trust, forKey: .trust)
        try container.encode(benefit, forKey: .benefit)
        try container.encode(benefitClass, forKey: .benefitClass)
        try container.encode(trigger, forKey: .trigger)
        try container.encode(owner, forKey: .owner)
        try container.encode(plannedMonth, forKey: .plannedMonth)
        try container.encode(expectedMonth50, forKey: .expectedMonth50)
        try container.encode(expectedMonth85, forKey: .expectedMonth85)
        try container.encode(planned, forKey: .planned)
        try container.encode(realised, forKey: .realised)
        try container.encode(expected50, forKey: .expected50)
        try container.encode(expected85, forKey: .expected85)
        try container.encode(confirmed, forKey: .confirmed)
        try container.encode(confirmedBy, forKey: .confirmedBy)
        try container.encode(emptiedBy?.verified, forKey: .emptiedByVerified)
        try container.encode(emptiedBy?.duplicates, forKey: .emptiedByDuplicates)
    }
}
