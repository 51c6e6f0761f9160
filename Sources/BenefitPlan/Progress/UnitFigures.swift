package import FilmModel

/// The figures of one Trust, or the sum of the Trusts below an SHA or a Cluster. Higher levels are only ever
/// made by adding lower ones, so that all levels agree to the film and to the penny.
package struct UnitFigures: Sendable, Hashable {
    package var plannedFilms = 0
    /// Due by the day of the report, of each Trust at most its films.
    package var dueFilms = 0
    package var schedule = FilmSchedule()
    /// The schedule as far as each Trust has the films: what can be earned.
    package var creditedSchedule = FilmSchedule()
    /// Verified by the day of the report.
    package var verifiedDays = FilmDays()
    /// Duplicates of verified films, by the day of the report.
    package var accountedDays = FilmDays()
    /// Films that came and are neither verified nor set aside for good, by the day of the report.
    package var openDays = FilmDays()
    /// Duplicates that are the same scan delivered again: no further films.
    package var filmsAgain = 0
    /// The price, spread evenly over the Cluster's films: of the films due, and of those verified. A quotient,
    /// rounded down to the penny at the Trust.
    package var plannedValue = Pence.zero
    package var earnedValue = Pence.zero
    /// Over the plan's months.
    package var planned = BenefitSums()
    /// Up to the day of the report.
    package var plannedToDate = BenefitSums()
    package var realised = BenefitSums()
    /// The parts of ``realised`` that verified films prove, and that a named person has confirmed. What is left
    /// follows the plan's dates alone.
    package var provenByFilms = BenefitSums()
    package var confirmed = BenefitSums()
    /// Contractor days: booked, used, and worth what is verified.
    package var daysPlanned = 0
    package var daysUsed = 0
    package var daysEarned = 0
    /// Verified films as far as the plan has them, and those beyond: each Trust's number is its own.
    package var earnedFilms = 0
    package var surplusFilms = 0
    /// Films that the plan expects and that have not come; films that came beyond those.
    package var notReceivedFilms = 0
    package var unexpectedFilms = 0
    /// Films that are still to be verified or accounted for: at least those that are open.
    package var remainingFilms = 0
    /// Of these, the open films that the plan does not count: as many as it has are settled already.
    package var openBeyondPlan = 0
    /// Of the films that are left, those that came and will not be verified as things stand.
    package var missingFilms = 0
    /// Cash-releasing benefit a month that waits for the stores of Trusts with missing films.
    package var waitingForMissing = Pence.zero
    package var outlook = CashOutlook()
    /// Nil where the ledger's counts were not given.
    package var films: StateCounts?
    /// Verified films whose paper is kept for a remark on the scan; nil where that is not known, as of a past day.
    package var paperKept: Int?

    package init() {}

    /// The verified films by month.
    package var verified: FilmSchedule { verifiedDays.months }

    /// Films that are out of the store: verified, or accounted for otherwise.
    package var settled: FilmDays { verifiedDays + accountedDays }

    /// A Trust's figures, without its outlook. One that has opted out has none: nothing of it enters a sum.
    init(
        _ trust: Trust, in cluster: Cluster, films clusterFilms: Int, lines: PlanLines, progress: Progress
    ) throws(MoneyOverflow) {
        guard !trust.optedOut else { return }
        let asOf = progress.asOf
        plannedFilms = trust.filmsToMigrate
        schedule = lines.schedule(of: trust.id)
        creditedSchedule = schedule.capped(at: plannedFilms)
        dueFilms = min(schedule.due(by: asOf), plannedFilms)
        verifiedDays = progress.verifiedFilms(of: trust.id)
        accountedDays = progress.accountedFilms(of: trust.id)
        openDays = progress.openFilms(of: trust.id)
        filmsAgain = progress.filmsAgain(of: trust.id)
        let unsettled = max(0, plannedFilms - settled.total)
        // A Trust without films to migrate has no store in the plan.
        remainingFilms = plannedFilms > 0 ? max(unsettled, openDays.total) : 0
        openBeyondPlan = remainingFilms - unsettled
        films = progress.films[trust.id]
        paperKept = progress.paperKept.map { $0[trust.id] ?? 0 }
        missingFilms =
            films.map { films in
                // Rejected, cancelled, or a duplicate of a film that is not verified.
                max(
                    0,
                    min(unsettled, films[.rejected] + films[.duplicate] - accountedDays.total - filmsAgain))
            } ?? 0
        // A Trust that the ledger has nothing of has sent nothing, and the same scan again is no further film.
        let received = max(0, (films?.received ?? 0) - filmsAgain)
        notReceivedFilms = max(0, plannedFilms - received)
        unexpectedFilms = max(0, received - plannedFilms)
        let verified = max(0, verifiedDays.total)
        earnedFilms = min(verified, plannedFilms)
        surplusFilms = verified - earnedFilms
        if clusterFilms > 0 {
            plannedValue = try cluster.lspPrice.share(dueFilms, of: clusterFilms)
            earnedValue = try cluster.lspPrice.share(earnedFilms, of: clusterFilms)
        }
        daysPlanned = lines.days(of: trust.id).reduce(0) { $0 + $1.days }
        daysUsed = progress.daysUsed(by: trust.id)
        if plannedFilms > 0 {
            daysEarned = daysPlanned * earnedFilms / plannedFilms
        }
        for benefit in lines.plannedBenefits(of: trust, in: cluster) {
            let benefitClass = benefit.line.benefitClass
            try planned.add(benefit.total(), to: benefitClass)
            try plannedToDate.add(benefit.total(by: asOf), to: benefitClass)
            let come = self.realised(benefit.line, trust)
            let sum = try come.total(by: asOf)
            try realised.add(sum, to: benefitClass)
            if benefit.line.trigger.isProvenByFilms { try provenByFilms.add(sum, to: benefitClass) }
            if let through = progress.confirmation(of: benefit)?.through {
                let day = min(asOf, CalendarDay(endOf: through))
                try confirmed.add(come.total(by: day), to: benefitClass)
            }
            if missingFilms > 0, benefit.line.trigger == .storeEmpty, benefitClass == .cashReleasing {
                waitingForMissing = try waitingForMissing + benefit.line.amount
            }
        }
    }

    /// What has come by the plan's dates and nobody has confirmed: no film can prove it.
    package func unconfirmed(_ benefitClass: BenefitClass) throws(MoneyOverflow) -> Pence {
        try realised[benefitClass] - provenByFilms[benefitClass] - confirmed[benefitClass]
    }

    /// What a benefit line of the Trust has brought.
    func realised(_ line: BenefitLine, _ trust: Trust) -> RealisedBenefit {
        RealisedBenefit(
            line: line, trust: trust, verified: verified, storeEmptied: storeEmptied(trust)?.month)
    }

    /// By which films the store of a Trust is empty; nil while it is not.
    var emptiedBy: BenefitOutlook.Emptied? {
        guard plannedFilms > 0, remainingFilms == 0 else { return nil }
        return BenefitOutlook.Emptied(verified: verifiedDays.total, duplicates: accountedDays.total)
    }

    /// The day on which the last of the Trust's films left the store; nil while films are left, and while any that
    /// came are open.
    func storeEmptied(_ trust: Trust) -> CalendarDay? {
        trust.filmsToMigrate > 0 ? settled.day(reaching: trust.filmsToMigrate, without: openDays) : nil
    }

    package static func + (left: UnitFigures, right: UnitFigures) throws(MoneyOverflow) -> UnitFigures {
        var sum = UnitFigures()
        sum.plannedFilms = left.plannedFilms + right.plannedFilms
        sum.dueFilms = left.dueFilms + right.dueFilms
        sum.schedule = left.schedule + right.schedule
        sum.creditedSchedule = left.creditedSchedule + right.creditedSchedule
        sum.verifiedDays = left.verifiedDays + right.verifiedDays
        sum.accountedDays = left.accountedDays + right.accountedDays
        sum.openDays = left.openDays + right.openDays
        sum.filmsAgain = left.filmsAgain + right.filmsAgain
        sum.plannedValue = try left.plannedValue + right.plannedValue
        sum.earnedValue = try left.earnedValue + right.earnedValue
        sum.planned = try left.planned + right.planned
        sum.plannedToDate = try left.plannedToDate + right.plannedToDate
        sum.realised = try left.realised + right.realised
        sum.provenByFilms = try left.provenByFilms + right.provenByFilms
        sum.confirmed = try left.confirmed + right.confirmed
        sum.daysPlanned = left.daysPlanned + right.daysPlanned
        sum.daysUsed = left.daysUsed + right.daysUsed
        sum.daysEarned = left.daysEarned + right.daysEarned
        sum.earnedFilms = left.earnedFilms + right.earnedFilms
        sum.surplusFilms = left.surplusFilms + right.surplusFilms
        sum.notReceivedFilms = left.notReceivedFilms + right.notReceivedFilms
        sum.unexpectedFilms = left.unexpectedFilms + right.unexpectedFilms
        sum.remainingFilms = left.remainingFilms + right.remainingFilms
        sum.openBeyondPlan = left.openBeyondPlan + right.openBeyondPlan
        sum.missingFilms = left.missingFilms + right.missingFilms
        sum.waitingForMissing = try left.waitingForMissing + right.waitingForMissing
        sum.outlook = try left.outlook + right.outlook
        sum.films = left.films.map { left in right.films.map { left + $0 } ?? left } ?? right.films
        sum.paperKept = left.paperKept.map { $0 + (right.paperKept ?? 0) } ?? right.paperKept
        return sum
    }
}
