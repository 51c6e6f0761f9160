/// How many weeks the films that are left will take, if coming weeks are like the measured ones: each draw
/// takes measured weeks at random, with replacement, until no film is left (Efron's bootstrap).
struct Bootstrap: Sendable, Hashable {
    static let draws = 10_000
    /// Fewer measured weeks say too little.
    static let leastWeeks = 4
    /// Twenty years. A draw that takes longer is beyond what anybody can say.
    static let mostWeeks: UInt16 = 1_040

    /// Weeks until the end, draw by draw; `mostWeeks + 1` where a draw does not end.
    private(set) var weeks: [UInt16]

    /// Nothing is left.
    static func done(draws: Int) -> Bootstrap { Bootstrap(weeks: Array(repeating: 0, count: draws)) }

    private init(weeks: [UInt16]) { self.weeks = weeks }

    /// Nil where the measured weeks are too few, or brought no film. `percent` is the share of its films that
    /// a coming week brings: 100, but for a what-if.
    init?(
        measured: [FilmWeek], percent: Int = 100, remaining: Int, seed: UInt64, stream: String,
        draws: Int = Bootstrap.draws
    ) {
        guard remaining > 0 else {
            self = .done(draws: draws)
            return
        }
        let films = measured.map { max(0, $0.films) * percent / 100 }
        guard films.count >= Self.leastWeeks, films.contains(where: { $0 > 0 }) else { return nil }
        var generator = SplitMix(seed: seed, stream: stream)
        weeks = (0..<draws).map { _ in
            var left = remaining
            var week: UInt16 = 0
            while left > 0, week <= Self.mostWeeks {
                let place = generator.next().multipliedFullWidth(by: UInt64(films.count)).high
                left -= films[Int(place)]
                week += 1
            }
            return week
        }
    }

    /// The later of two ends, draw by draw: a unit is done when all below it are.
    func later(_ other: Bootstrap) -> Bootstrap {
        Bootstrap(weeks: zip(weeks, other.weeks).map { max($0, $1) })
    }

    /// The draws in order, so that shares of them can be read off.
    var sorted: [UInt16] { weeks.sorted() }
}
