import FilmModel

/// A month of the plan: `2027-03`.
package struct Month: Hashable, Sendable, Comparable, Strideable, Codable, CustomStringConvertible {
    /// Months since January of year 0.
    private let index: Int

    private init(index: Int) { self.index = index }

    /// Nil unless the month lies within 1 to 12 and the year within 0 to 9999.
    package init?(year: Int, month: Int) {
        guard (0...9999).contains(year), (1...12).contains(month) else { return nil }
        index = year * 12 + month - 1
    }

    /// Reads `YYYY-MM`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy(\.isASCIIDigit) }),
            let year = Int(parts[0]), let month = Int(parts[1])
        else { return nil }
        self.init(year: year, month: month)
    }

    package var year: Int { index / 12 }

    /// 1 to 12.
    package var number: Int { index % 12 + 1 }

    package var days: Int { PartialDate.days(inMonth: number, of: year) }

    package func advanced(by months: Int) -> Month { Month(index: index + months) }

    package func distance(to other: Month) -> Int { other.index - index }

    package static func < (left: Month, right: Month) -> Bool { left.index < right.index }

    package var description: String {
        let year = String(year)
        return String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year
            + (number < 10 ? "-0" : "-") + String(number)
    }

    /// As a person reads it: `Mar 2027`.
    package var text: String { "\(name.prefix(3)) \(year)" }

    /// The month's English name.
    var name: String {
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ][number - 1]
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let month = Month(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a month"))
        }
        self = month
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
