/// One month of a unit's films: planned and verified, in the month and up to its end.
package struct MonthProgress: Sendable, Hashable, Codable {
    package let month: Month
    package let plannedFilms: Int
    package let plannedFilmsCumulative: Int
    /// Nil for months after the report's day: nothing is known of them yet.
    package let verifiedFilms: Int?
    package let verifiedFilmsCumulative: Int?

    enum CodingKeys: String, CodingKey {
        case month
        case plannedFilms = "planned_films"
        case plannedFilmsCumulative = "planned_films_cumulative"
        case verifiedFilms = "verified_films"
        case verifiedFilmsCumulative = "verified_films_cumulative"
    }

    /// A null says that nothing is known; a missing key would not.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(month, forKey: .month)
        try container.encode(plannedFilms, forKey: .plannedFilms)
        try container.encode(plannedFilmsCumulative, forKey: .plannedFilmsCumulative)
        try container.encode(verifiedFilms, forKey: .verifiedFilms)
        try container.encode(verifiedFilmsCumulative, forKey: .verifiedFilmsCumulative)
    }

    /// Two years: further after the plan's end no month is drawn for films that are scheduled there.
    static let mostMonthsLate = 24

    /// The months from the plan's first, or the first in which a film was verified, to the last in which anything
    /// is planned or verified, without gaps. What is scheduled before or long after the plan is in the sums of the
    /// first month or in none, so that one mistyped month makes no century.
    static func series(
        _ figures: UnitFigures, plan: ClosedRange<Month>, asOf: CalendarDay
    ) -> [MonthProgress] {
        let schedule = figures.schedule
        let latest = plan.upperBound.advanced(by: mostMonthsLate)
        guard !schedule.isEmpty || !figures.verified.isEmpty else { return [] }
        let first = min(plan.lowerBound, figures.verified.firstMonth ?? plan.lowerBound)
        let last = max(
            first, figures.verified.lastMonth ?? first, min(latest, schedule.lastMonth ?? first))
        var planned = schedule.cumulative(through: first.advanced(by: -1))
        var verified = 0
        return (first...last).map { month in
            planned += figures.schedule[month]
            verified += figures.verified[month]
            let isKnown = month <= asOf.month
            return MonthProgress(
                month: month, plannedFilms: figures.schedule[month], plannedFilmsCumulative: planned,
                verifiedFilms: isKnown ? figures.verified[month] : nil,
                verifiedFilmsCumulative: isKnown ? verified : nil)
        }
    }
}
