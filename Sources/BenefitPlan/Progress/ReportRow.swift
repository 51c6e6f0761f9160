/// One line of the report: a Cluster, an SHA or a Trust, with the same figures and definitions at each level.
///
/// Planned and earned value are counted in films: every film is worth one. Money does not weigh them, since a
/// store's rent ends in a step and belongs to no film, and films add up alike at every level. So planned
/// value is the films due by the day (``UnitFigures/dueFilms``), and earned value the films verified by then.
package struct ReportRow: Sendable, Hashable {
    package let level: PlanLevel
    package let code: String
    package let name: String
    /// The SHA of a Trust, the Cluster of an SHA.
    package let parent: String?
    package let optedOut: Bool
    package let figures: UnitFigures
    package let earnedScheduleMonths: Double?
    /// How much of the plan's time has gone by, in months; the running one by its days.
    package let monthsElapsed: Double
    package let months: [MonthProgress]
    /// Null in this release, for the reason that ``forecastNote`` gives.
    package let forecast = Forecast.none

    package static let forecastNote =
        "no forecast: this release does not make one; the finish is not guessed from the films so far"

    init(
        _ level: PlanLevel, code: String, name: String, parent: String?, optedOut: Bool = false,
        figures: UnitFigures, start: Month, asOf: CalendarDay
    ) {
        self.level = level
        self.code = code
        self.name = name
        self.parent = parent
        self.optedOut = optedOut
        self.figures = figures
        earnedScheduleMonths = EarnedSchedule.months(
            verified: figures.verified.total, schedule: figures.schedule, start: start)
        let whole = start.distance(to: asOf.month)
        monthsElapsed = whole < 0 ? 0 : Double(whole) + Double(asOf.day) / Double(asOf.month.days)
        months = MonthProgress.series(figures, asOf: asOf)
    }

    package var verifiedFilms: Int { figures.verified.total }

    /// Earned over planned value. Nil, not infinite, while nothing is due.
    package var schedulePerformanceIndex: Double? {
        figures.dueFilms > 0 ? Double(verifiedFilms) / Double(figures.dueFilms) : nil
    }
}
