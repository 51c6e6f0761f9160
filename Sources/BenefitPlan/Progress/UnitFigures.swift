package import FilmModel

/// The figures of one Trust, or the sum of the Trusts below an SHA or a Cluster. Higher levels are only ever
/// made by adding lower ones, so that all levels agree to the film and to the penny.
package struct UnitFigures: Sendable, Hashable {
    package var plannedFilms = 0
    /// Due by the day of the report.
    package var dueFilms = 0
    package var schedule = FilmSchedule()
    /// Verified by the day of the report.
    package var verified = FilmSchedule()
    /// Over the plan's months.
    package var planned = BenefitSums()
    /// Up to the day of the report.
    package var plannedToDate = BenefitSums()
    package var realised = BenefitSums()
    /// Nil where the ledger's counts were not given.
    package var films: StateCounts?

    package init() {}

    /// A Trust's figures. One that has opted out has none: nothing of it enters a sum.
    init(
        _ trust: Trust, in cluster: Cluster, lines: PlanLines, progress: Progress
    ) throws(MoneyOverflow) {
        guard !trust.optedOut else { return }
        let asOf = progress.asOf
        plannedFilms = trust.filmsToMigrate
        schedule = lines.schedule(of: trust.id)
        dueFilms = schedule.due(by: asOf)
        verified = progress.verifiedFilms(of: trust.id)
        films = progress.films[trust.id]
        for benefit in lines.plannedBenefits(of: trust, in: cluster) {
            let benefitClass = benefit.line.benefitClass
            try planned.add(benefit.total(), to: benefitClass)
            try plannedToDate.add(benefit.total(by: asOf), to: benefitClass)
            let realisedBenefit = RealisedBenefit(line: benefit.line, trust: trust, verified: verified)
            try realised.add(realisedBenefit.total(by: asOf), to: benefitClass)
        }
    }

    package static func + (left: UnitFigures, right: UnitFigures) throws(MoneyOverflow) -> UnitFigures {
        var sum = UnitFigures()
        sum.plannedFilms = left.plannedFilms + right.plannedFilms
        sum.dueFilms = left.dueFilms + right.dueFilms
        sum.schedule = left.schedule + right.schedule
        sum.verified = left.verified + right.verified
        sum.planned = try left.planned + right.planned
        sum.plannedToDate = try left.plannedToDate + right.plannedToDate
        sum.realised = try left.realised + right.realised
        sum.films = left.films.map { left in right.films.map { left + $0 } ?? left } ?? right.films
        return sum
    }

    static func sum(_ figures: some Sequence<UnitFigures>) throws(MoneyOverflow) -> UnitFigures {
        var total = UnitFigures()
        for term in figures { total = try total + term }
        return total
    }
}
