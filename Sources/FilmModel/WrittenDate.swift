/// A date as people and spreadsheets write it, part by part: ISO (parts may lack), digits without marks, day first with any
/// mark between, the month in words, a caption before it, a time of day behind it, a spreadsheet's number of the day. It
/// need be in no calendar. The one reader of dates on labels, in `films.csv` and in an index.
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
    /// Whether a word names the month, which then stands in no wrong place.
    package let hasMonthName: Bool
    /// Whether it takes a guess to read it: a spreadsheet's number, letters for digits, "about 1944".
    package let isLoose: Bool

    /// What a text is as a date of the calendar.
    package enum Reading: Hashable, Sendable {
        case date(PartialDate)
        /// A date of the calendar, by a guess at what was meant.
        case loose(PartialDate)
        /// Written month first: as day first it is in no calendar.
        case monthFirst
        case shortYear
        case notInCalendar
        /// What people and programs write where they do not know a date.
        case unknown
        case unreadable
    }

    /// The forms that are read, for messages.
    package static let forms = "YYYY-MM-DD, or day first: 31/12/1950, 31.12.1950, 31 Dec 1950"

    /// Longer texts are no dates.
    private static let longest = 64

    /// Reads a text. Nil where it has none of the forms, or says that no date is known.
    package init?(_ text: String) {
        if let date = PartialDate(text), !Self.isDayNumber(date) {
            self.init(date)
            return
        }
        let plain = PlainText.of(text).trimmed.uppercased()
        guard let date = Self.read(plain) else { return nil }
        self = date
    }

    /// A date in the form that needs no reading.
    package init(_ date: PartialDate) { self.init(date.year, date.month ?? 0, date.day ?? 0) }

    /// Whether four digits are a spreadsheet's number of a day before 1928 rather than a year.
    package static func isDayNumber(_ date: PartialDate) -> Bool { date.month == nil && date.year > 2100 }

    /// A plain text of some length.
    private static func read(_ plain: String) -> Self? {
        guard !NotKnown.isMeant(byDate: plain), plain.utf8.count <= longest else { return nil }
        return DateParts(plain)?.date
    }

    init(
        _ year: Int, _ month: Int, _ day: Int, short: Bool = false, order: Bool = false, named: Bool = false,
        loose: Bool = false
    ) {
        (self.year, self.month, self.day) = (year, month, day)
        (hasShortYear, hasOrder, hasMonthName, isLoose) = (short, order, named, loose)
    }

    /// The date, where the year is whole and a calendar has the day. A month or day of 0 is one that is not
    /// known.
    package var date: PartialDate? {
        guard !hasShortYear, (1000...9999).contains(year) else { return nil }
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
        hasOrder && isExchangeable
    }

    /// Whether it is a date with the day first alone.
    package var isDayFirst: Bool { hasOrder && day > 12 && (1...12).contains(month) }

    /// Whether day and month are both numbers behind a whole year.
    package var isYearThenMonth: Bool { !hasOrder && !hasShortYear && !hasMonthName && month > 0 && day > 0 }

    /// Whether it is a date only with the day between year and month.
    package var isDayInMiddle: Bool {
        isYearThenMonth && (13...31).contains(month) && (1...12).contains(day)
    }

    /// Whether it is a date with day and month exchanged, too, and another one.
    package var isExchangeable: Bool {
        (1...12).contains(month) && (1...12).contains(day) && month != day
    }

    /// Whether it is a date only with the year of two digits first: 47-06-19.
    package var isYearFirst: Bool {
        hasShortYear && hasOrder && day > 31 && (1...12).contains(month) && (1...31).contains(year)
    }

    /// Whether a calendar has the day, in one order or the other and in some century.
    package var isOfCalendar: Bool {
        let whole = hasShortYear ? 2000 : year
        let (month, day) = isMonthFirst ? (day, month) : (month, day)
        guard (1800...2100).contains(whole), (0...12).contains(month) else { return false }
        guard month > 0 else { return day == 0 }
        // Of a year of two digits 29 February is taken to be right.
        return day <= PartialDate.days(inMonth: month, of: whole)
    }

    /// The year, where two digits are the last of it: of the century that the examination allows; 0 where it allows two,
    /// and 19.. where there is none.
    package func year(examination: PartialDate?) -> Int {
        guard hasShortYear else { return year }
        guard let examination, examination.year < 2000 + year else {
            return examination == nil ? 1900 + year : 0
        }
        return 1900 + year
    }

    /// The date of an examination of two digits a year: of the century in which it is not later than `today`; nil where that
    /// leaves two, or no calendar has the day.
    package func date(notAfter today: PartialDate) -> PartialDate? {
        guard hasShortYear, 2000 + year > today.year else { return nil }
        return Self(1900 + year, month, day).date
    }

    /// The date with its day before its month, where it can only be written the other way round.
    package var inOrder: Self {
        isMonthFirst ? Self(year, day, month, short: hasShortYear, named: hasMonthName, loose: isLoose) : self
    }

    /// What a text is as a date.
    package static func reading(_ text: String) -> Reading {
        if let date = PartialDate(text), !isDayNumber(date) { return .date(date) }
        let plain = PlainText.of(text).trimmed.uppercased()
        guard !NotKnown.isMeant(byDate: plain) || plain.isEmpty else { return .unknown }
        return read(plain)?.reading ?? .unreadable
    }

    /// What it is as a date of the calendar.
    package var reading: Reading {
        if let date { return isLoose ? .loose(date) : .date(date) }
        guard isOfCalendar else { return .notInCalendar }
        return isMonthFirst ? .monthFirst : .shortYear
    }
}
