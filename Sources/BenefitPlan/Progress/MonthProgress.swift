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

    /// The months from the first in which anything is planned or verified to the last, without gaps.
    static func series(_ figures: UnitFigures, asOf: CalendarDay) -> [MonthProgress] {
        let first = [figures.schedule.firstMonth, figures.verified.firstMonth].compactMap(\.self).min()
        let last = [figures.schedule.lastMonth, figures.verified.lastMonth].compactMap(\.self).max()
        guard let first, let last else { return [] }
        var planned = 0
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
