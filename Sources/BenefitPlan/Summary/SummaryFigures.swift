import FilmModel

/// What every level of the summary holds. A higher level is the sum of those below it, and of the cash that
/// is declared at its own level.
package struct SummaryFigures: Sendable, Hashable {
    package var trusts = 0
    package var filmsToMigrate = 0
    package var scheduledFilms = 0
    package var volumeCommitment = 0
    package var contractorDays = 0
    package var planned = BenefitSums()
    /// Of the plan's months.
    package var cash = CashSums()

    package init() {}

    /// A Trust's own lines, whether or not it takes part.
    init(_ trust: Trust, in cluster: Cluster, lines: PlanLines) throws(MoneyOverflow) {
        trusts = trust.optedOut ? 0 : 1
        filmsToMigrate = trust.filmsToMigrate
        scheduledFilms = lines.schedule(of: trust.id).total
        volumeCommitment = trust.volumeCommitment ?? 0
        contractorDays = lines.days(of: trust.id).reduce(0) { $0 + $1.days }
        cash = try CashSums(lines.cash(.trust, trust.id.code, in: cluster.horizon))
        for benefit in lines.plannedBenefits(of: trust, in: cluster) {
            try planned.add(benefit.total(), to: benefit.line.benefitClass)
        }
    }

    package static func + (
        left: SummaryFigures, right: SummaryFigures
    ) throws(MoneyOverflow) -> SummaryFigures {
        var sum = SummaryFigures()
        sum.trusts = left.trusts + right.trusts
        sum.filmsToMigrate = left.filmsToMigrate + right.filmsToMigrate
        sum.scheduledFilms = left.scheduledFilms + right.scheduledFilms
        sum.volumeCommitment = left.volumeCommitment + right.volumeCommitment
        sum.contractorDays = left.contractorDays + right.contractorDays
        sum.planned = try left.planned + right.planned
        sum.cash = try left.cash + right.cash
        return sum
    }
}

extension SummaryFigures: Encodable {
    enum CodingKeys: String, CodingKey {
        case trusts = "participating_trusts"
        case filmsToMigrate = "films_to_migrate"
        case scheduledFilms = "scheduled_films"
        case volumeCommitment = "volume_commitment"
        case contractorDays = "contractor_days"
        case plannedCashReleasing = "planned_cash_releasing_pence"
        case plannedNonCash = "planned_non_cash_pence"
        case plannedSocietal = "planned_societal_pence"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(trusts, forKey: .trusts)
        try container.encode(filmsToMigrate, forKey: .filmsToMigrate)
        try container.encode(scheduledFilms, forKey: .scheduledFilms)
        try container.encode(volumeCommitment, forKey: .volumeCommitment)
        try container.encode(contractorDays, forKey: .contractorDays)
        try container.encode(planned.cashReleasing, forKey: .plannedCashReleasing)
        try container.encode(planned.nonCash, forKey: .plannedNonCash)
        try container.encode(planned.societal, forKey: .plannedSocietal)
        try cash.encode(to: encoder)
    }
}
