package import FilmModel

/// A day on which the plan is looked at: `2026-11-24`.
package struct CalendarDay: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    package let month: Month
    /// 1 to 31; also how many days of the month have begun.
    package let day: Int

    /// Reads `YYYY-MM-DD`; nil for anything else, days that no calendar has included.
    package init?(_ text: String) {
        guard let date = PartialDate(text), let number = date.month, let day = date.day,
            let month = Month(year: date.year, month: number)
        else { return nil }
        self.month = month
        self.day = day
    }

    /// The moment's day in London; nil only before 1800 or after 9999.
    package init?(_ moment: Timestamp) { self.init(moment.londonDay) }

    /// The last day of a month.
    package init(endOf month: Month) {
        self.month = month
        day = month.days
    }

    /// Nil where no calendar has the day.
    package init?(month: Month, day: Int) {
        guard (1...month.days).contains(day) else { return nil }
        self.month = month
        self.day = day
    }

    /// Days since 1 March of year 0 in the Gregorian calendar: what days are counted apart by.
    package var number: Int {
        let shifted = month.number < 3 ? (month.year - 1, month.number + 9) : (month.year, month.number - 3)
        let (year, fromMarch) = shifted
        return year * 365 + year / 4 - year / 100 + year / 400 + (fromMarch * 153 + 2) / 5 + day - 1
    }

    /// The day so many days later. Days go by, months are stepped over.
    package func advanced(byDays days: Int) -> CalendarDay {
        var month = month
        var day = day + days
        while day < 1 {
            month = month.advanced(by: -1)
            day += month.days
        }
        while day > month.days {
            day -= month.days
            month = month.advanced(by: 1)
        }
        return CalendarDay(month: month, unchecked: day)
    }

    private init(month: Month, unchecked day: Int) {
        self.month = month
        self.day = day
    }

    /// 0 for Monday to 6 for Sunday.
    package var weekday: Int { (number + 2) % 7 }

    /// The Monday of the day's week.
    package var monday: CalendarDay { advanced(byDays: -weekday) }

    /// The end of the financial year that the day lies in: 31 March.
    package var financialYearEnd: CalendarDay {
        let year = month.number <= 3 ? month.year : month.year + 1
        return CalendarDay(endOf: Month(year: year, month: 3) ?? month)
    }

    package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        (left.month, left.day) < (right.month, right.day)
    }

    package var description: String { "\(month)\(day < 10 ? "-0" : "-")\(day)" }

    /// As a person reads it: `24 November 2026`.
    package var text: String { "\(day) \(month.name) \(month.year)" }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let day = CalendarDay(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a day"))
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
