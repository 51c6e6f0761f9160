import FilmModel

/// A date as the digits YYYYMMDD, a part that is not known as zeros. It need be in no calendar: a misread
/// date is compared digit by digit.
struct DayDigits: Hashable, Sendable {
    /// 0 where nothing is known.
    var number: UInt32

    init(number: UInt32) { self.number = number }

    init(_ date: PartialDate?) {
        number = date.map { Self.pack($0.year, $0.month ?? 0, $0.day ?? 0) } ?? 0
    }

    var year: UInt32 { number / 10_000 }
    var month: UInt32 { number / 100 % 100 }
    var day: UInt32 { number % 100 }

    var isKnown: Bool { number != 0 }
    var isComplete: Bool { year != 0 && month != 0 && day != 0 }

    /// The date where it is one of the calendar.
    var date: PartialDate? {
        guard year >= 1800 else { return nil }
        func two(_ value: UInt32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        if month == 0 { return PartialDate("\(year)") }
        return PartialDate("\(year)-\(two(month))" + (day == 0 ? "" : "-\(two(day))"))
    }

    /// 1 January: what registers write where only the year is known.
    var isNewYear: Bool { month == 1 && day == 1 }

    /// Day and month exchanged.
    var swapped: Self { Self(number: year * 10_000 + day * 100 + month) }

    /// A birth date as labels and extracts have it: ISO (parts may lack), eight digits, day first with
    /// slashes, dots, hyphens or spaces, the month in words, the year in two digits (its century by the
    /// examination). What says "not known" is nothing.
    static func birth(_ text: String?, examination: PartialDate? = nil) -> Self {
        let read = read(text, examination: examination)
        // Registers' own words for "not known".
        switch read.year {
        case 0: return read
        case ..<1850, 2200...: return Self(number: 0)
        case 1900, 1901: return read.isNewYear ? Self(number: 0) : read
        default: return read
        }
    }

    private static func read(_ text: String?, examination: PartialDate?) -> Self {
        guard let text = text?.nonEmpty, text.utf8.count <= 32 else { return Self(number: 0) }
        if let date = PartialDate(text) { return Self(date) }
        // A time of day behind the date is no part of it.
        let bare = text.split(separator: "T").first.flatMap { $0.utf8.count == 10 ? String($0) : nil } ?? text
        let parts = bare.uppercased().split(whereSeparator: { "/.-, \\".contains($0) })
        if parts.count == 1 { return digits(parts[0]) }
        guard parts.count == 3 else { return monthAndYear(parts) }
        if parts[0].utf8.count == 4, let year = value(parts[0]), let month = month(parts[1]),
            let day = value(parts[2])
        {
            return Self(number: pack(year, month, min(day, 99)))
        }
        guard let day = value(parts[0]), let month = month(parts[1]), let year = value(parts[2]), day < 100
        else {
            return Self(number: 0)
        }
        switch parts[2].utf8.count {
        case 4: return Self(number: pack(year, month, day))
        case 2: return Self(number: pack(century(year, examination), month, day))
        default: return Self(number: 0)
        }
    }

    /// Eight digits: year first where the year is one of the last two centuries, else day first.
    private static func digits(_ part: Substring) -> Self {
        guard part.utf8.count == 8, let number = value(part) else { return Self(number: 0) }
        if (18...20).contains(number / 1_000_000) { return Self(number: UInt32(number)) }
        return Self(number: pack(number % 10_000, number / 10_000 % 100, number / 1_000_000))
    }

    private static func monthAndYear(_ parts: [Substring]) -> Self {
        guard parts.count == 2, parts[1].utf8.count == 4, let month = month(parts[0]),
            let year = value(parts[1])
        else { return Self(number: 0) }
        return Self(number: pack(year, month, 0))
    }

    /// The year of two digits. Where the examination leaves both centuries open, none: the day and month
    /// count alone.
    private static func century(_ year: Int, _ examination: PartialDate?) -> Int {
        guard let examination, examination.year < 2000 + year else {
            return examination == nil ? 1900 + year : 0
        }
        return 1900 + year
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

    private static func pack(_ year: Int, _ month: Int, _ day: Int) -> UInt32 {
        UInt32(clamping: year * 10_000 + month * 100 + day)
    }
}
