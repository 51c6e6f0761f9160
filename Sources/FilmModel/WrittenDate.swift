/// A date as people and spreadsheets write it, part by part: ISO (parts may lack), eight digits, day first with
/// slashes, dots, hyphens or spaces, the month in words, a time of day behind it. It need be in no calendar. The
/// one reader of dates on labels, in `films.csv` and in an index.
package struct WrittenDate: Hashable, Sendable {
    /// The year as written: below 100 where `hasShortYear`.
    package let year: Int
    /// 0 where it is not given, and so is `day`.
    package let month: Int
    package let day: Int
    /// Whether the year is written in two digits, so that its century is open.
    package let hasShortYear: Bool
    /// Whether day and month are both numbers of one or two digits before or behind the year: only then can
    /// they stand in the wrong order.
    package let hasOrder: Bool

    /// What a text is as a date of the calendar.
    package enum Reading: Hashable, Sendable {
        case date(PartialDate)
        /// Written month first: as day first it is in no calendar.
        case monthFirst
        case shortYear
        case notInCalendar
        case unreadable
    }

    /// The forms that are read, for messages.
    package static let forms = "YYYY-MM-DD, or day first: 31/12/1950, 31.12.1950, 31 Dec 1950"

    /// Reads a text. Nil where it has none of the forms.
    package init?(_ text: String) {
        if let date = PartialDate(text) {
            self.init(date.year, date.month ?? 0, date.day ?? 0)
            return
        }
        var parts = Self.parts(of: text)
        // A time of day is no part of the date.
        if let time = parts.firstIndex(where: { $0.contains(":") }) { parts = Array(parts[..<time]) }
        switch parts.count {
        case 1: self.init(digits: parts[0])
        case 2:
            if parts[0].utf8.count == 4, let year = Self.value(parts[0]), let month = Self.value(parts[1]),
                parts[1].utf8.count <= 2
            {
                self.init(year, month, 0)
            } else if parts[1].utf8.count == 4, let year = Self.value(parts[1]),
                let month = Self.month(parts[0])
            {
                self.init(year, month, 0)
            } else {
                return nil
            }
        case 3: self.init(three: parts)
        default: return nil
        }
    }

    private init(_ year: Int, _ month: Int, _ day: Int, short: Bool = false, order: Bool = false) {
        (self.year, self.month, self.day) = (year, month, day)
        hasShortYear = short
        hasOrder = order
    }

    /// Eight digits: year first where the year is one of the last two centuries, else day first.
    private init?(digits part: Substring) {
        guard part.utf8.count == 8, let number = Self.value(part) else { return nil }
        if (18...20).contains(number / 1_000_000) {
            self.init(number / 10_000, number / 100 % 100, number % 100)
        } else {
            self.init(number % 10_000, number / 10_000 % 100, number / 1_000_000, order: true)
        }
    }

    private init?(three parts: [Substring]) {
        if parts[0].utf8.count == 4, let year = Self.value(parts[0]) {
            guard let month = Self.month(parts[1]), let day = Self.value(parts[2]) else { return nil }
            self.init(year, month, min(day, 99))
            return
        }
        // April 14, 1944: a month in words stands where it likes.
        let isWordFirst = Self.value(parts[0]) == nil && Self.month(parts[0]) != nil
        let (first, second) = isWordFirst ? (parts[1], parts[0]) : (parts[0], parts[1])
        guard let day = Self.day(first), let month = Self.month(second), let year = Self.value(parts[2]),
            [2, 4].contains(parts[2].utf8.count)
        else { return nil }
        self.init(
            year, month, day, short: parts[2].utf8.count == 2,
            order: Self.value(parts[0]) != nil && Self.value(parts[1]) != nil)
    }

    /// The date, where the year is whole and a calendar has the day. A month or day of 0 is one that is not
    /// known.
    package var date: PartialDate? {
        guard !hasShortYear, year >= 1000 else { return nil }
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        if month == 0 { return day == 0 ? PartialDate("\(year)") : nil }
        return PartialDate("\(year)-\(two(month))" + (day == 0 ? "" : "-\(two(day))"))
    }

    /// Whether the date is one only with day and month exchanged.
    package var isMonthFirst: Bool {
        hasOrder && month > 12 && month <= 31 && (1...12).contains(day)
    }

    /// Whether it is a date either way round, and another one.
    package var isAmbiguous: Bool {
        hasOrder && (1...12).contains(month) && (1...12).contains(day) && month != day
    }

    /// Whether it is a date with the day first alone.
    package var isDayFirst: Bool { hasOrder && day > 12 && (1...12).contains(month) }

    /// What a text is as a date.
    package static func reading(_ text: String) -> Reading {
        guard let written = WrittenDate(text) else { return .unreadable }
        if let date = written.date { return .date(date) }
        if written.isMonthFirst { return .monthFirst }
        return written.hasShortYear ? .shortYear : .notInCalendar
    }

    /// The text in upper case, divided where dates are; dashes, spaces and marks of any kind are plain ones.
    private static func parts(of text: String) -> [Substring] {
        guard text.utf8.count <= 64 else { return [] }
        var plain = ""
        // What spreadsheets put around a cell that is to stay a text.
        let isWrapping = { (scalar: Unicode.Scalar) in "'\"= \u{2018}\u{2019}".unicodeScalars.contains(scalar)
        }
        let bare = text.unicodeScalars.drop(while: isWrapping).reversed().drop(while: isWrapping).reversed()
        for scalar in bare {
            switch scalar {
            case "T", "t":
                // Between day and time of ISO 8601; elsewhere a month's letter.
                let isISO = plain.utf8.count == 10 && plain.utf8.allSatisfy { $0.isASCIIDigit || $0 == 0x20 }
                plain += isISO ? " " : "T"
            default:
                switch scalar.properties.generalCategory {
                case .format: continue
                case .dashPunctuation, .mathSymbol, .spaceSeparator, .control: plain += " "
                default: plain.unicodeScalars.append(scalar)
                }
            }
        }
        return plain.uppercased().split { "/., \\".contains($0) }
    }

    private static func day(_ part: Substring) -> Int? {
        var part = part
        for ending in ["ST", "ND", "RD", "TH"] where part.hasSuffix(ending) { part = part.dropLast(2) }
        guard part.utf8.count <= 2 else { return nil }
        return value(part)
    }

    private static func month(_ part: Substring) -> Int? {
        if let number = value(part) { return number < 100 ? number : nil }
        guard part.utf8.count >= 3 else { return nil }
        let names = [
            "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER",
            "NOVEMBER", "DECEMBER",
        ]
        return names.firstIndex { $0.hasPrefix(part) || part == $0.prefix(3) + "T" }.map { $0 + 1 }
    }

    private static func value(_ part: Substring) -> Int? {
        part.utf8.allSatisfy(\.isASCIIDigit) ? Int(part) : nil
    }
}
