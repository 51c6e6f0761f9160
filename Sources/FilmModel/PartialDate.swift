/// A date as a label or a manifest gives it: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. A partial date stays
/// partial; no day is ever invented (DICOM dates are never partial: PS3.5 6.2, DA).
package struct PartialDate: Hashable, Sendable, Codable, CustomStringConvertible {
    package let year: Int
    package let month: Int?
    package let day: Int?

    /// Reads the three forms; nil for anything else, days that no calendar has included.
    package init?(_ text: String) {
        // Digits, and a hyphen before the fifth and the seventh, as nothing else is a date.
        var digits = (year: 0, month: 0, day: 0)
        var length = 0
        for byte in text.utf8 {
            if length == 4 || length == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard byte.isASCIIDigit, length < 10 else { return nil }
                let digit = Int(byte - UInt8(ascii: "0"))
                switch length {
                case ..<4: digits.year = 10 * digits.year + digit
                case ..<7: digits.month = 10 * digits.month + digit
                default: digits.day = 10 * digits.day + digit
                }
            }
            length += 1
        }
        guard length == 4 || length == 7 || length == 10, digits.year >= 1800 else { return nil }
        let year = digits.year
        let month = length >= 7 ? digits.month : nil
        let day = length == 10 ? digits.day : nil
        if let month, !(1...12).contains(month) { return nil }
        if let month, let day, !(1...Self.days(inMonth: month, of: year)).contains(day) { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The days of a month in the Gregorian calendar.
    package static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Whether year, month and day are all known.
    package var isComplete: Bool { day != nil }

    /// `YYYYMMDD` (PS3.5 6.2, DA) where the date is complete, else nil.
    package var dicomDate: String? {
        guard let month, let day else { return nil }
        return Self.padded(year, 4) + Self.padded(month, 2) + Self.padded(day, 2)
    }

    package var description: String {
        [Self.padded(year, 4), month.map { Self.padded($0, 2) }, day.map { Self.padded($0, 2) }]
            .compactMap(\.self).joined(separator: "-")
    }

    /// Whether this date lies before `other` whatever the missing parts are.
    package func isCertainlyBefore(_ other: PartialDate) -> Bool {
        if year != other.year { return year < other.year }
        guard let month, let otherMonth = other.month else { return false }
        if month != otherMonth { return month < otherMonth }
        guard let day, let otherDay = other.day else { return false }
        return day < otherDay
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let date = PartialDate(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a date"))
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
