package import FilmModel

/// Whether what the index says under an id now, and what it said before, can be of one human.
///
/// Of family name, given name and birth date each agrees, differs, or says nothing, where either side lacks it. A name
/// agrees that is another form of it, one slip away, or was the family name before; a date, that a slip explains.
package struct SameHuman {
    private var agreeing = 0
    private var differing = 0
    private let isNumberEqual: Bool
    private let isNationalContradicted: Bool

    package init(_ earlier: Person, _ now: Person) {
        let nationals = (Self.national(earlier), Self.national(now))
        isNationalContradicted = nationals.0 != nil && nationals.1 != nil && nationals.0 != nationals.1
        let locals = (Self.local(earlier), Self.local(now))
        isNumberEqual =
            (nationals.0 != nil && nationals.0 == nationals.1) || (!locals.0.isEmpty && locals.0 == locals.1)
        let families = (Self.families(earlier), Self.families(now))
        count(Self.agrees(families.0, families.1))
        count(Self.doGivenNamesAgree(earlier, now))
        count(Self.doBirthsAgree(DayDigits(earlier.birthDate), DayDigits(now.birthDate)))
    }

    /// Whether it is certainly another human: at most one of the three agrees, no number is equal, and enough differs.
    /// With an equal number, none of the three agrees. What is missing is no evidence of a difference.
    package var isAnother: Bool {
        if isNumberEqual { return agreeing == 0 && differing >= 2 }
        guard agreeing < 2 else { return false }
        return differing >= 2 || (differing == 1 && isNationalContradicted)
    }

    /// Whether it is certainly the same: two of the three agree, or one with a number.
    package var isLike: Bool { isNumberEqual ? agreeing >= 1 : agreeing >= 2 }

    /// Whether nothing of a row's names and birth date has changed that could make it somebody else's: the answer for
    /// nearly all rows of an extract, in no time.
    package static func isPlain(_ earlier: Person, _ now: Person) -> Bool {
        func equal(_ path: KeyPath<Person, String?>) -> Int {
            earlier[keyPath: path] != nil && earlier[keyPath: path] == now[keyPath: path] ? 1 : 0
        }
        let birth = earlier.birthDate != nil && earlier.birthDate == now.birthDate ? 1 : 0
        return equal(\.familyName) + equal(\.givenName) + birth >= 2
    }

    private mutating func count(_ agrees: Bool?) {
        guard let agrees else { return }
        if agrees { agreeing += 1 } else { differing += 1 }
    }

    private static func national(_ person: Person) -> String? {
        person.nhsNumber.flatMap { NationalNumber($0)?.digits }
    }

    /// The hospital number with its issuer; empty where either says nothing.
    private static func local(_ person: Person) -> [UInt8] {
        let number = NumberText.local(person.localID, issuer: person.localIDIssuer)
        let issuer = NumberText.code(person.localIDIssuer)
        return number.isEmpty || issuer.isEmpty ? [] : number + [0xFF] + issuer
    }

    /// Every surname that the row has, whole and in its parts: of Birkett-Ashdown each alone.
    private static func families(_ person: Person) -> [[UInt8]] {
        [person.familyName, person.previousFamilyName].flatMap { words(NameText.family($0)) }
    }

    private static func words(_ name: NameText) -> [[UInt8]] {
        (name.joined.isEmpty ? [] : [name.joined]) + name.parts.split(separator: 0x20).map(Array.init)
    }

    /// The first given name against the other's, or against any that he has: many are called by a second one.
    private static func doGivenNamesAgree(_ earlier: Person, _ now: Person) -> Bool? {
        func names(_ person: Person) -> (first: [[UInt8]], all: [[UInt8]]) {
            let given = words(NameText.given(person.givenName))
            return (given, given + words(NameText.given(person.middleNames)))
        }
        let (left, right) = (names(earlier), names(now))
        guard !left.first.isEmpty, !right.first.isEmpty else { return nil }
        return agrees(left.first, right.all) == true || agrees(left.all, right.first) == true
    }

    /// Nil where either side says nothing.
    private static func agrees(_ left: [[UInt8]], _ right: [[UInt8]]) -> Bool? {
        guard !left.isEmpty, !right.isEmpty else { return nil }
        return left.contains { one in right.contains { isOneName(one, $0) } }
    }

    private static func isOneName(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        if left == right || Nicknames.areForms(left.span, right.span) { return true }
        if left.count == 1 || right.count == 1 { return left.first == right.first }
        // A slip makes no name that people bear: Mark is not Mary.
        guard min(left.count, right.count) >= 4,
            !(Nicknames.hasName(left.span) && Nicknames.hasName(right.span))
        else { return false }
        return Edit.isOne(left.span, right.span)
    }

    private static func doBirthsAgree(_ left: DayDigits, _ right: DayDigits) -> Bool? {
        switch BirthComparison.level(left, right) {
        case .exact, .swapped, .edit, .twoParts, .yearMonth: true
        case .missing, .year, .dayMonth: nil
        default: false
        }
    }
}
