import FilmModel

/// A date as the digits YYYYMMDD, a part that is not known as zeros. It need be in no calendar: a misread
/// date is compared digit by digit.
package struct DayDigits: Hashable, Sendable {
    /// 0 where nothing is known.
    package var number: UInt32

    package init(number: UInt32) { self.number = number }

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

    static func pack(_ year: Int, _ month: Int, _ day: Int) -> UInt32 {
        UInt32(clamping: year * 10_000 + month * 100 + day)
    }
}
