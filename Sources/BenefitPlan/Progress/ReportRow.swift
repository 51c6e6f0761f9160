/// One line of the report: a Cluster, an SHA or a Trust, with the same figures and definitions at each level.
///
/// Planned and earned value are counted in films: every film is worth one. Money does not weigh them, since a
/// store's rent ends in a step and belongs to no film, and films add up alike at every level. So planned
/// value is the films due by the day (``UnitFigures/dueFilms``), and earned value the films verified by then, of each Trust at most those that the plan has;
/// in pounds, each film is worth its even share of the Cluster's price, which leaves the index as it is.
package struct ReportRow: Sendable, Hashable {
    package let level: PlanLevel
    package let code: String
    package let name: String
    package let asOf: CalendarDay
    /// The SHA of a Trust, the Cluster of an SHA.
    package let parent: String?
    package let optedOut: Bool
    package let figures: UnitFigures
    package let earnedScheduleMonths: Double?
    /// How much of the plan's time has gone by, in months; the running one by its days.
    package let monthsElapsed: Double
    package let months: [MonthProgress]
    package let throughput: Throughput
    package let forecast: Forecast
    /// The end of the financial year that the report's day lies in.
    package let yearEnd: CalendarDay
    /// Cash-releasing benefit up to the year's end: as planned, and as expected with what is realised already.
    package let plannedAtYearEnd: Pence
    package let expectedAtYearEnd50: Pence
    package let expectedAtYearEnd85: Pence
    /// The part of what is expected then that follows the plan's dates and that nobody has confirmed.
    package let unconfirmedAtYearEnd: Pence
    /// Cash-releasing benefit over the plan's months, as expected.
    package let expectedTotal50: Pence
    package let expectedTotal85: Pence

    init(
        _ level: PlanLevel, code: String, name: String, parent: String?, optedOut: Bool = false,
        figures: UnitFigures, forecast: Forecast, plan: ClosedRange<Month>, asOf: CalendarDay
    ) throws(MoneyOverflow) {
        self.level = level
        self.code = code
        self.name = name
        self.asOf = asOf
        self.parent = parent
        self.optedOut = optedOut
        self.figures = figures
        self.forecast = forecast
        let hasBegun = figures.dueFilms > 0 || figures.verifiedDays.total > 0
        earnedScheduleMonths =
            hasBegun
            ? EarnedSchedule.months(
                earned: figures.earnedFilms, schedule: figures.creditedSchedule, start: plan.lowerBound,
                last: max(plan.upperBound, asOf.month))
            : nil
        // What is done does not grow late.
        let last = min(asOf, forecast.doneOn ?? asOf)
        let whole = plan.lowerBound.distance(to: last.month)
        monthsElapsed = whole < 0 ? 0 : Double(whole) + Double(last.day) / Double(last.month.days)
        months = MonthProgress.series(figures, plan: plan, asOf: asOf)
        throughput = Throughput(figures.settled.weeks(before: asOf))
        yearEnd = asOf.financialYearEnd
        let outlook = figures.outlook
        plannedAtYearEnd = try CashOutlook.total(outlook.planned, through: yearEnd.month)
        let outside = outlook.outside
        expectedAtYearEnd50 = try outside + CashOutlook.total(outlook.expected50, through: yearEnd.month)
        expectedAtYearEnd85 = try outside + CashOutlook.total(outlook.expected85, through: yearEnd.month)
        unconfirmedAtYearEnd =
            try outlook.unconfirmedOutside + CashOutlook.total(outlook.unconfirmed, through: yearEnd.month)
        expectedTotal50 = try outside + Pence.sum(outlook.expected50.values)
        expectedTotal85 = try outside + Pence.sum(outlook.expected85.values)
    }

    package var verifiedFilms: Int { figures.verifiedDays.total }

    /// The cash effect of the slip by the unit's own P50 day: none without one.
    var slip: Pence? { forecast.p50Day == nil ? nil : figures.outlook.slip50 }

    /// Earned over planned value. Nil, not infinite, while nothing is due.
    package var schedulePerformanceIndex: Double? {
        figures.dueFilms > 0 ? Double(figures.earnedFilms) / Double(figures.dueFilms) : nil
    }

    /// Earned schedule over the time gone by. Nil before the plan begins.
    package var timePerformanceIndex: Double? {
        guard let earned = earnedScheduleMonths, monthsElapsed > 0 else { return nil }
        return earned / monthsElapsed
    }

    /// Earned over used contractor days. Nil while none is used.
    package var daysPerformanceIndex: Double? {
        figures.daysUsed > 0 ? Double(figures.daysEarned) / Double(figures.daysUsed) : nil
    }
}
