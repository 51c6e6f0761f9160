package import FoundationEssentials

/// A moment in UTC, in whole milliseconds since 1970: what the ledger keeps and the JSON documents print.
package struct Timestamp: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The moment of the wall clock.
    package static func now() -> Self {
        Self(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// Reads RFC 3339, with or without fractions of a second.
    package init?(rfc3339 text: String) {
        let style = Date.ISO8601FormatStyle(timeZone: .gmt)
        guard let date = (try? style.parse(text)) ?? (try? style.year().month().day().parse(text)) else {
            return nil
        }
        self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }

    /// RFC 3339 in UTC, to the second: `2026-11-24T09:30:00Z`.
    ///
    /// By arithmetic since the calendar is Gregorian: the first formatter of a process reads a time zone's and a
    /// calendar's files, and every further one costs as much as a row of the ledger.
    package var description: String {
        let seconds = Int(milliseconds - (milliseconds % 1000 + 1000) % 1000) / 1000
        let second = (seconds % Self.day + Self.day) % Self.day
        // Days since 1 March of year 0, in eras of 400 years, as the Gregorian calendar repeats.
        let number = (seconds - second) / Self.day + 719_468
        let fromMarch0 = number % 146_097
        let yearOfEra = (fromMarch0 - fromMarch0 / 1_460 + fromMarch0 / 36_524 - fromMarch0 / 146_096) / 365
        let dayOfYear = fromMarch0 - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = number / 146_097 * 400 + yearOfEra + (month < 3 ? 1 : 0)
        guard (1583...9999).contains(year) else {
            return date.formatted(Date.ISO8601FormatStyle(timeZone: .gmt))
        }
        var text: [UInt8] = []
        text.reserveCapacity(20)
        func put(_ value: Int, _ digits: Int, _ sign: Character) {
            for place in [1_000, 100, 10, 1].suffix(digits) {
                text.append(UInt8(48 + value / place % 10))
            }
            text.append(contentsOf: sign.utf8)
        }
        put(year, 4, "-")
        put(month, 2, "-")
        put(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2, "T")
        put(second / 3_600, 2, ":")
        put(second / 60 % 60, 2, ":")
        put(second % 60, 2, "Z")
        return String(decoding: text, as: UTF8.self)
    }

    private static let day = 86_400

    /// The day in UTC, `YYYY-MM-DD`.
    package var day: String { String(description.prefix(10)) }

    package func adding(seconds: Double) -> Self {
        Self(milliseconds: milliseconds + Int64((seconds * 1000).rounded()))
    }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Timestamp(rfc3339: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a time"))
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
