/// The numbers of a date's text in their order, and the month where a word names it.
struct DateParts {
    private var numbers: [Substring] = []
    private var month: Int?
    private var isLoose = false

    /// Of a text in the form of `PlainText`, in upper case. Nil where it has words or marks that no date has.
    init?(_ plain: String) {
        var hasTime = false
        for word in plain.split(whereSeparator: { " ,;/.-\\_|()".contains($0) }) {
            let parts = word.split(separator: ":")
            guard parts.count > 1, let first = parts.first, let head = first.first else {
                // Fractions of a second.
                if hasTime, word.allSatisfy(\.isNumber) { continue }
                guard parts.allSatisfy({ add($0) }) else { return nil }
                continue
            }
            // A time of day behind the date is no part of it: 00:00, 02T00:00:00Z. A caption is none: DOB:2.
            if !head.isNumber {
                guard parts.allSatisfy({ add($0) }) else { return nil }
                continue
            }
            hasTime = true
            if let mark = first.firstIndex(of: "T") {
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
            if rest != word { isLoose = true }
        }
        while let first = rest.first {
            let run = rest.prefix { $0.isNumber == first.isNumber }
            rest = rest.dropFirst(run.count)
            if first.isNumber {
                numbers.append(run)
            } else if let named = Self.month(named: run) {
                guard month == nil else { return false }
                month = named
            } else if Self.guesses.contains(String(run)) {
                isLoose = true
            } else if !Self.silent.contains(String(run)) {
                return false
            }
        }
        return true
    }

    /// The date that they make; nil where they make none.
    var date: WrittenDate? {
        if let month { return inWords(Substring(String(month))) }
        switch numbers.count {
        case 1: return alone(numbers[0])
        case 2:
            let (first, second) = (numbers[0], numbers[1])
            if second.utf8.count == 4 { return packed(second, first, nil) }
            return first.utf8.count == 4 ? packed(first, second, nil) : nil
        case 3:
            return numbers[0].utf8.count == 4
                ? packed(numbers[0], numbers[1], numbers[2])
                : packed(numbers[2], numbers[1], numbers[0], order: true)
        default: return nil
        }
    }

    private func inWords(_ month: Substring) -> WrittenDate? {
        switch numbers.count {
        case 1: numbers[0].utf8.count == 4 ? packed(numbers[0], month, nil, named: true) : nil
        case 2:
            numbers[0].utf8.count == 4
                ? packed(numbers[0], month, numbers[1], named: true)
                : packed(numbers[1], month, numbers[0], named: true)
        default: nil
        }
    }

    /// Digits without marks: eight, six with the day first, the fourteen of a message's time, or the day's number in a
    /// spreadsheet.
    private func alone(_ digits: Substring) -> WrittenDate? {
        guard let number = Int(digits) else { return nil }
        switch digits.utf8.count {
        case 4 where number > 2100: return Self.ofSpreadsheet(number)
        case 4: return PartialDate(String(digits)).map { WrittenDate($0.year, 0, 0, loose: isLoose) }
        case 5: return Self.ofSpreadsheet(number)
        case 6: return packed(digits.suffix(2), digits.dropFirst(2).prefix(2), digits.prefix(2), order: true)
        case 8:
            // 19061947 begins as a year does, and has no month 6 but as its middle.
            if (18...20).contains(number / 1_000_000), number / 100 % 100 <= 12 { return whole(number) }
            return packed(digits.suffix(4), digits.dropFirst(2).prefix(2), digits.prefix(2), order: true)
        case 14: return whole(number / 1_000_000)
        default: return nil
        }
    }

    /// YYYYMMDD.
    private func whole(_ number: Int) -> WrittenDate {
        WrittenDate(number / 10_000, number / 100 % 100, number % 100, loose: isLoose)
    }

    private func packed(
        _ year: Substring, _ month: Substring, _ day: Substring?, order: Bool = false, named: Bool = false
    ) -> WrittenDate? {
        guard let month = Int(month), month < 100, let number = Int(year), [2, 4].contains(year.utf8.count)
        else { return nil }
        let last = day.map { Int($0) ?? 100 } ?? 0
        guard last < 100 else { return nil }
        return WrittenDate(
            number, month, last, short: year.utf8.count == 2, order: order, named: named, loose: isLoose)
    }

    /// The day that a spreadsheet counts from 30 December 1899; nil before 1905 and after 2040.
    private static func ofSpreadsheet(_ number: Int) -> WrittenDate? {
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
        return WrittenDate(year, month, left + 1, loose: true)
    }

    private static func month(named word: Substring) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        let names = [
            "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER",
            "NOVEMBER", "DECEMBER",
        ]
        return names.firstIndex { $0.hasPrefix(word) || word == $0.prefix(3) + "T" }.map { $0 + 1 }
    }

    /// Words that say that the date is not certain.
    private static let guesses: Set<String> = ["C", "CA", "CIRCA", "ABOUT", "ABT", "APPROX", "EST"]

    /// Words around a date that change nothing.
    private static let silent: Set<String> = [
        "DOB", "D", "O", "B", "BORN", "DATE", "OF", "BIRTH", "ST", "ND", "RD", "TH", "THE", "MON", "TUE",
        "TUES",
        "WED", "THU", "THUR", "THURS", "FRI", "SAT", "SUN", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY",
        "FRIDAY", "SATURDAY", "SUNDAY", "AM", "PM", "T", "Z", "GMT", "BST", "UTC",
    ]
}
