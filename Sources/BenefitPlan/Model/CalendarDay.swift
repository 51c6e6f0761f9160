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

    /// The moment's day in UTC; nil only before 1800 or after 9999.
    package init?(_ moment: Timestamp) { self.init(moment.day) }

    /// The last day of a month.
    package init(endOf month: Month) {
        self.month = month
        day = month.days
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
