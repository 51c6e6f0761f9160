/// Films by day: what was verified, or accounted for, by a Trust or by all Trusts of a unit together.
package struct FilmDays: Sendable, Hashable {
    private var films: [CalendarDay: Int] = [:]

    package init() {}

    /// Keeps the days up to `last`; what came later is not known on that day.
    package init(_ films: [CalendarDay: Int], through last: CalendarDay) {
        self.films = films.filter { $0.key <= last && $0.value != 0 }
    }

    package var total: Int { films.values.reduce(0, +) }

    package var first: CalendarDay? { films.keys.min() }

    /// The same films by month.
    package var months: FilmSchedule { FilmSchedule(films.lazy.map { ($0.key.month, $0.value) }) }

    /// The day on which the films of it and all earlier days reach a number for good, and none is open: films may
    /// leave a state again, and others may come, so the last time counts.
    package func day(reaching count: Int, without open: FilmDays = FilmDays()) -> CalendarDay? {
        var (sum, left) = (0, 0)
        var reached: CalendarDay?
        for day in Set(films.keys).union(open.films.keys).sorted() {
            sum += films[day, default: 0]
            left += open.films[day, default: 0]
            if sum < count || left > 0 { reached = nil } else if reached == nil { reached = day }
        }
        return reached
    }

    /// Films of each whole week (Monday to Sunday) from the week of the first film to the last week that is
    /// over on `day`.
    package func weeks(before day: CalendarDay) -> [FilmWeek] {
        guard let first else { return [] }
        let start = first.monday
        // The running week is over on its Sunday.
        let end = day.advanced(byDays: 1).monday
        let count = (end.number - start.number) / 7
        guard count > 0 else { return [] }
        var sums = Array(repeating: 0, count: count)
        for (day, number) in films {
            let week = (day.number - start.number) / 7
            if week < count { sums[week] += number }
        }
        return sums.indices.map { FilmWeek(monday: start.advanced(byDays: 7 * $0), films: sums[$0]) }
    }

    package static func + (left: FilmDays, right: FilmDays) -> FilmDays {
        var sum = left
        sum.films.merge(right.films, uniquingKeysWith: +)
        return sum
    }
}
