package import FilmModel

/// What has happened, as the ledger counts it: the other half of a report, beside the plan.
package struct Progress: Sendable, Hashable {
    /// The day at which the plan is looked at.
    package var asOf: CalendarDay
    /// The films that reached `verified` and are still so, by Trust and by the month in which they did.
    package var verified: [TrustID: [Month: Int]]
    /// All films of each Trust by state, where the caller has them; only shown, never a source of benefit.
    package var films: [TrustID: StateCounts]

    package init(
        asOf: CalendarDay, verified: [TrustID: [Month: Int]], films: [TrustID: StateCounts] = [:]
    ) {
        self.asOf = asOf
        self.verified = verified
        self.films = films
    }

    /// The verified films of a Trust up to the day's month; later ones are not known on that day.
    func verifiedFilms(of trust: TrustID) -> FilmSchedule {
        FilmSchedule(verified[trust, default: [:]].map { ($0.key, $0.value) }).limited(through: asOf.month)
    }
}
