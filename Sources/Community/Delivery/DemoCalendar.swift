import FilmModel

/// Whole dates and months counted from a day that is given, never from the clock.
struct DemoCalendar: Sendable {
    private let year: Int
    private let month: Int
    private let day: Int

    /// A partial date counts as the first of its month or year.
    init(today: PartialDate) {
        year = today.year
        month = today.month ?? 1
        day = today.day ?? 1
    }

    var thisYear: Int { year }
    var today: String { Self.text(year, month, day) }

    /// `YYYY-MM`, so many months from this one.
    func month(_ offset: Int) -> String {
        let count = year * 12 + month - 1 + offset
        return Self.padded(count / 12, 4) + "-" + Self.padded(count % 12 + 1, 2)
    }

    /// `YYYY-MM-DD`, so many days from today.
    func date(_ offset: Int) -> String {
        var (year, month, day) = (year, month, day + offset)
        while day < 1 {
            (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1)
            day += PartialDate.days(inMonth: month, of: year)
        }
        while day > PartialDate.days(inMonth: month, of: year) {
            day -= PartialDate.days(inMonth: month, of: year)
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        }
        return Self.text(year, month, day)
    }

    static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
        padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
