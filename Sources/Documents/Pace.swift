package import FilmModel

/// How fast films were verified in the last hour, and when at that pace the rest would be.
package struct Pace {
    /// Films verified in the last hour over the time since the first of them, a minute at least: while less than an hour
    /// was worked, it is more than were verified. Nil where nothing was verified: then there is no rate, and none is
    /// guessed.
    package let filmsPerHour: Double?

    /// `minutes` are the films verified in each minute since 1970.
    package init(_ minutes: [Int64: Int], at now: Timestamp) {
        guard let first = minutes.keys.min() else {
            filmsPerHour = nil
            return
        }
        let films = minutes.values.reduce(0, +)
        let span = max(60_000, now.milliseconds - first * 60_000)
        filmsPerHour = Double(films) * 3_600_000 / Double(span)
    }

    /// When the films under way would all be verified; nil without a rate or without such films.
    package func eta(of films: StateCounts, at now: Timestamp) -> Timestamp? {
        guard let filmsPerHour, filmsPerHour > 0, films.underWay > 0 else { return nil }
        return now.adding(seconds: Double(films.underWay) / filmsPerHour * 3600)
    }
}
