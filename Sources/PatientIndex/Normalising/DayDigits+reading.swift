import FilmModel

extension DayDigits {
    /// What a field for a date says.
    struct Reading {
        /// 0 where nothing is known, or nothing can be read.
        var day = DayDigits(number: 0)
        /// Something is written there, and it cannot be read as a date.
        var isUnreadable = false
    }

    /// A birth date in every form that labels and extracts have: ISO (parts may be missing), eight or six digits, day
    /// first with any mark between, the month in words, the year in two digits (its century by the examination), a
    /// time of day behind it, a spreadsheet's number of the day. What says "not known" is nothing.
    static func birth(_ text: String?, examination: PartialDate? = nil) -> Self {
        reading(text, examination: examination).day
    }

    static func reading(_ text: String?, examination: PartialDate? = nil) -> Reading {
        guard let text = text?.nonEmpty else { return Reading() }
        if let date = PartialDate(text) { return Reading(day: known(Self(date))) }
        let plain = PlainText.of(text).trimmed.uppercased()
        if NotKnown.isMeant(byDate: plain) { return Reading() }
        guard plain.utf8.count <= 48, let read = Parts(plain)?.day(examination), read.isKnown else {
            return Reading(isUnreadable: true)
        }
        return Reading(day: known(read))
    }

    private static func known(_ day: Self) -> Self {
        NotKnown.isMeant(byDay: day.number) ? Self(number: 0) : day
    }

    /// The numbers of a date's text in their order, and the month where a word names it.
    private struct Parts {
        var numbers: [Substring] = []
        var month: Int?

        /// Nil where the text has words or marks that no date has.
        init?(_ plain: String) {
            for word in plain.split(whereSeparator: { " ,;/.-\\_|()".contains($0) }) {
                let parts = word.split(separator: ":")
                guard parts.count > 1, let first = parts.first, let head = first.first else {
                    guard parts.allSatisfy({ add($0) }) else { return nil }
                    continue
                }
                // A time of day behind the date is no part of it: 00:00, 02T00:00:00Z. A caption is none: DOB:2.
                if !head.isNumber {
                    guard parts.allSatisfy({ add($0) }) else { return nil }
                } else if let mark = first.firstIndex(of: "T") {
                    guard add(first[..<mark]) else { return nil }
                }
            }
            // What a spreadsheet puts behind a whole number.
            if numbers.count == 2, numbers[1].allSatisfy({ $0 == "0" }), numbers[0].utf8.count >= 4 {
                numbers.removeLast()
            }
        }

        /// Adds a word: digits, letters, or both as in `12TH` and `12APR1931`.
        private mutating func add(_ word: Substring) -> Bool {
            var rest = word
            if word.contains(where: \.isNumber), word.allSatisfy({ $0.isNumber || "OIL".contains($0) }) {
                let digits = word.map { $0 == "O" ? "0" : $0.isNumber ? $0 : "1" }
                rest = Substring(String(digits))
            }
            while let first = rest.first {
                let run = rest.prefix { $0.isNumber == first.isNumber }
                rest = rest.dropFirst(run.count)
                if first.isNumber {
                    numbers.append(run)
                } else if let named = DayDigits.month(named: run) {
                    guard month == nil else { return false }
                    month = named
                } else if !DayDigits.silent.contains(String(run)) {
                    return false
                }
            }
            return true
        }

        func day(_ examination: PartialDate?) -> DayDigits? {
            if let month { return inWords(month, examination) }
            switch numbers.count {
            case 1: return alone(numbers[0], examination)
            case 2:
                let (first, second) = (numbers[0], numbers[1])
                if second.utf8.count == 4 { return packed(second, first, nil, examination) }
                return first.utf8.count == 4 ? packed(first, second, nil, examination) : nil
            case 3:
                return numbers[0].utf8.count == 4
                    ? packed(numbers[0], numbers[1], numbers[2], examination)
                    : packed(numbers[2], numbers[1], numbers[0], examination)
            default: return nil
            }
        }

        private func inWords(_ month: Int, _ examination: PartialDate?) -> DayDigits? {
            let name = Substring(String(month))
            switch numbers.count {
            case 1: return numbers[0].utf8.count == 4 ? packed(numbers[0], name, nil, examination) : nil
            case 2:
                return numbers[0].utf8.count == 4
                    ? packed(numbers[0], name, numbers[1], examination)
                    : packed(numbers[1], name, numbers[0], examination)
            default: return nil
            }
        }

        /// Digits without marks: eight, six with the day first, the fourteen of a message's time, or the day's number in
        /// a spreadsheet.
        private func alone(_ digits: Substring, _ examination: PartialDate?) -> DayDigits? {
            guard let number = Int(digits) else { return nil }
            switch digits.utf8.count {
            case 4: return PartialDate(String(digits)).map { DayDigits($0) }
            case 5: return DayDigits.ofSpreadsheet(number)
            case 6:
                return packed(digits.suffix(2), digits.dropFirst(2).prefix(2), digits.prefix(2), examination)
            case 8:
                if (18...20).contains(number / 1_000_000) { return DayDigits(number: UInt32(number)) }
                return packed(digits.suffix(4), digits.dropFirst(2).prefix(2), digits.prefix(2), examination)
            case 14: return DayDigits(number: UInt32(clamping: number / 1_000_000))
            default: return nil
            }
        }

        private func packed(
            _ year: Substring, _ month: Substring, _ day: Substring?, _ examination: PartialDate?
        ) -> DayDigits? {
            guard let month = Int(month), month < 100, var number = Int(year) else { return nil }
            let last = day.map { Int($0) ?? 100 } ?? 0
            guard last < 100 else { return nil }
            switch year.utf8.count {
            case 4: break
            case 2: number = DayDigits.century(number, examination)
            default: return nil
            }
            return DayDigits(number: DayDigits.pack(number, month, last))
        }
    }

    /// The year of two digits. Where the examination leaves both centuries open, none: the day and month
    /// count alone.
    private static func century(_ year: Int, _ examination: PartialDate?) -> Int {
        guard let examination, examination.year < 2000 + year else {
            return examination == nil ? 1900 + year : 0
        }
        return 1900 + year
    }

    /// The day that a spreadsheet counts from 30 December 1899; nil before 1905 and after 2040.
    private static func ofSpreadsheet(_ number: Int) -> Self? {
        guard (1900...51_500).contains(number) else { return nil }
        var left = number - 2
        var year = 1900
        while true {
            let length = PartialDate.days(inMonth: 2, of: year) + 337
            if left < length { break }
            left -= length
            year += 1
        }
        var month = 1
        while left >= PartialDate.days(inMonth: month, of: year) {
            left -= PartialDate.days(inMonth: month, of: year)
            month += 1
        }
        return Self(number: pack(year, month, left + 1))
    }

    private static func month(named word: Substring) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        let names = [
            "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER",
            "NOVEMBER", "DECEMBER",
        ]
        return names.firstIndex { $0.hasPrefix(word) || word == $0.prefix(3) + "T" }.map { $0 + 1 }
    }

    /// Words around a date that change nothing.
    private static let silent: Set<String> = [
        "DOB", "D", "O", "B", "BORN", "DATE", "OF", "BIRTH", "ST", "ND", "RD", "TH", "THE", "C", "CA",
        "CIRCA", "ABOUT",
        "ABT", "APPROX", "EST", "MON", "TUE", "TUES", "WED", "THU", "THUR", "THURS", "FRI", "SAT", "SUN",
        "MONDAY",
        "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY", "AM", "PM", "T", "Z", "GMT",
        "BST", "UTC",
    ]
}
