package import FilmModel

/// What has happened, as the ledger counts it: the other half of a report, beside the plan.
package struct Progress: Sendable, Hashable {
    /// The day at which the plan is looked at; everything later is unknown, whatever is in here.
    package var asOf: CalendarDay
    /// Films that reached `verified`, less those that left it again, by Trust and day.
    package var verified: [TrustID: [CalendarDay: Int]]
    /// Films accounted for in another way, by Trust and day: duplicates of verified films. They bring no benefit,
    /// but do not stand in the way of an empty store. What was rejected, cancelled or lost is not among them.
    package var accounted: [TrustID: [CalendarDay: Int]]
    /// Films that came and are neither verified nor set aside for good, by Trust and day: queued, in flight, held or
    /// delivered, less those that no longer are. While there are any, the store is not empty.
    package var open: [TrustID: [CalendarDay: Int]] = [:]
    /// Duplicates that are the same scan delivered again, in another delivery: no further films.
    package var again: [TrustID: [CalendarDay: Int]] = [:]
    /// All films of each Trust by state, where the caller has them; only shown, never a source of benefit.
    package var films: [TrustID: StateCounts]
    /// Verified films whose paper is kept for a remark on the scan; nil where that is not known.
    package var paperKept: [TrustID: Int]?
    package var batches: [BatchProgress]
    package var daysUsed: [DayUse]
    /// What named persons have said of benefits that follow the plan's dates, in the order in which they did.
    package var confirmations: [TrustID: [BenefitConfirmation]] = [:]
    /// The seed of the forecast's draws: the same seed and figures give the same forecast.
    package var seed: UInt64

    package var draws = Bootstrap.draws
    /// For a what-if: the percentage of the measured pace at which a Trust (nil: all) will go on.
    package var rates: [TrustID?: Int] = [:]

    package static let defaultSeed: UInt64 = 2004

    package init(
        asOf: CalendarDay, verified: [TrustID: [CalendarDay: Int]],
        accounted: [TrustID: [CalendarDay: Int]] = [:], films: [TrustID: StateCounts] = [:],
        batches: [BatchProgress] = [], daysUsed: [DayUse] = [], seed: UInt64 = Progress.defaultSeed
    ) {
        self.asOf = asOf
        self.verified = verified
        self.accounted = accounted
        self.films = films
        self.batches = batches
        self.daysUsed = daysUsed
        self.seed = seed
    }

    /// The verified films of a Trust up to the day.
    func verifiedFilms(of trust: TrustID) -> FilmDays { FilmDays(verified[trust] ?? [:], through: asOf) }

    /// The films of a Trust that are otherwise accounted for, up to the day.
    func accountedFilms(of trust: TrustID) -> FilmDays { FilmDays(accounted[trust] ?? [:], through: asOf) }

    /// The films of a Trust that are open, up to the day.
    func openFilms(of trust: TrustID) -> FilmDays { FilmDays(open[trust] ?? [:], through: asOf) }

    /// The scans of a Trust that were delivered again, up to the day.
    func filmsAgain(of trust: TrustID) -> Int { FilmDays(again[trust] ?? [:], through: asOf).total }

    func rate(of trust: TrustID?) -> Int { trust.flatMap { rates[$0] } ?? rates[nil] ?? 100 }

    /// Contractor days that a Trust has used up to the day.
    func daysUsed(by trust: TrustID) -> Int {
        daysUsed.reduce(0) { $1.trust == trust && $1.day <= asOf ? $0 + $1.days : $0 }
    }
}
