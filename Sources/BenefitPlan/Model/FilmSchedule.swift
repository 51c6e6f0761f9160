/// Films by month: what is planned, or what was verified, for a Trust or for all Trusts of a unit together.
package struct FilmSchedule: Sendable, Hashable {
    /// Only months with films.
    private var films: [Month: Int] = [:]

    package init(_ months: some Sequence<(Month, Int)> = []) {
        for (month, count) in months where count != 0 { films[month, default: 0] += count }
    }

    package subscript(_ month: Month) -> Int { films[month, default: 0] }

    package var isEmpty: Bool { films.isEmpty }
    package var total: Int { films.values.reduce(0, +) }
    package var firstMonth: Month? { films.keys.min() }
    package var lastMonth: Month? { films.keys.max() }

    /// Every month with films, in order.
    package var months: [(month: Month, films: Int)] {
        films.sorted { $0.key < $1.key }.map { (month: $0.key, films: $0.value) }
    }

    /// The films of all months up to this one, this one included.
    package func cumulative(through month: Month) -> Int {
        films.reduce(0) { $1.key <= month ? $0 + $1.value : $0 }
    }

    /// The films of the months up to this one; later ones are left out.
    package func limited(through month: Month) -> FilmSchedule {
        FilmSchedule(films.lazy.filter { $0.key <= month }.map { ($0.key, $0.value) })
    }

    /// The films of these months; the others are left out.
    package func limited(to months: ClosedRange<Month>) -> FilmSchedule {
        FilmSchedule(films.lazy.filter { months.contains($0.key) }.map { ($0.key, $0.value) })
    }

    /// The films beyond those of the months before `from`: what leaves again after it takes from these first,
    /// and never more than there are.
    package func counted(from: Month?) -> FilmSchedule {
        guard let from else { return self }
        let base = cumulative(through: from.advanced(by: -1))
        var (sum, counted) = (base, 0)
        var months: [(Month, Int)] = []
        for month in films.keys.sorted() where month >= from {
            sum += self[month]
            months.append((month, max(0, sum - base) - counted))
            counted = max(0, sum - base)
        }
        return FilmSchedule(months)
    }

    /// The first so many films, month by month; what the schedule has beyond them is left out.
    package func capped(at most: Int) -> FilmSchedule {
        guard total > most else { return self }
        var left = most
        var months: [(Month, Int)] = []
        for month in films.keys.sorted() where left > 0 {
            let count = min(left, self[month])
            months.append((month, count))
            left -= count
        }
        return FilmSchedule(months)
    }

    /// The films of one month that are due on a day: all once the month is over, and while it runs in
    /// proportion to the days that have begun, rounded down to whole films.
    package func due(in month: Month, by day: CalendarDay) -> Int {
        if month < day.month { return self[month] }
        if month > day.month { return 0 }
        // The quotient first, so that no product leaves 64 bits.
        let (whole, rest) = self[month].quotientAndRemainder(dividingBy: month.days)
        return whole * day.day + rest * day.day / month.days
    }

    /// The films due by a day: those of the months that are over, and the running month's share.
    package func due(by day: CalendarDay) -> Int {
        films.keys.reduce(0) { $0 + due(in: $1, by: day) }
    }

    /// The films of one month that are due on a day, of a Trust that has so many films in all: what is scheduled
    /// beyond them is due never.
    package func due(in month: Month, by day: CalendarDay, atMost most: Int) -> Int {
        let before = min(most, cumulative(through: month.advanced(by: -1)))
        return min(most - before, due(in: month, by: day))
    }

    /// The first month in which the films of it and all earlier months reach a number.
    package func month(reaching count: Int) -> Month? {
        var sum = 0
        for month in films.keys.sorted() {
            sum += self[month]
            if sum >= count { return month }
        }
        return nil
    }

    package static func + (left: FilmSchedule, right: FilmSchedule) -> FilmSchedule {
        var sum = left
        sum.films.merge(right.films, uniquingKeysWith: +)
        return sum
    }
}
