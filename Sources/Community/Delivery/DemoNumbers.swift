import FilmModel

/// Makes numbers whose form and check digit are right. They are nobody's on purpose, and may be somebody's
/// by chance: nothing made here leaves the demonstration.
struct DemoNumbers: Sendable {
    private var taken: Set<String> = []

    /// An NHS number of the ranges that England issues.
    mutating func nhsNumber(_ random: inout PhantomRandom) -> String {
        while true {
            let head = random.chance(0.5) ? random.whole(400...499) : random.whole(600...799)
            let body = String(head) + DemoCalendar.padded(random.whole(0...999_999), 6)
            if let number = Self.completed(body), taken.insert(number).inserted { return number }
        }
    }

    /// A Scottish CHI number for a birth date and a sex.
    mutating func chiNumber(birthDate: PartialDate, sex: Sex, _ random: inout PhantomRandom) -> String {
        let day = DemoCalendar.padded(birthDate.day ?? 1, 2) + DemoCalendar.padded(birthDate.month ?? 1, 2)
        while true {
            let digit = random.whole(0...4) * 2 + (sex == .male ? 1 : 0)
            let body =
                day + DemoCalendar.padded(birthDate.year % 100, 2)
                + DemoCalendar.padded(random.whole(10...99), 2) + String(digit)
            if let number = Self.completed(body), taken.insert(number).inserted { return number }
        }
    }

    /// Nine digits with their check digit by modulus 11; nil where there is none.
    static func completed(_ body: String) -> String? {
        let values = body.utf8.map { Int($0) - 0x30 }
        let sum = values.enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) }
        let check = (11 - sum % 11) % 11
        guard check < 10, NationalNumber(body + String(check)) != nil else { return nil }
        return body + String(check)
    }

    /// The number with its last digit wrong.
    static func misread(_ number: String) -> String {
        guard let last = number.utf8.last else { return number }
        return number.dropLast() + String((Int(last) - 0x30 + 3) % 10)
    }

    /// As labels often have it: 3, 3 and 4 digits.
    static func spaced(_ number: String) -> String {
        "\(number.prefix(3)) \(number.dropFirst(3).prefix(3)) \(number.dropFirst(6))"
    }
}
