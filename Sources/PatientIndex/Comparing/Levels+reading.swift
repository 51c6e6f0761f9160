extension Levels {
    /// Whether a label reads more like this person than like another, numbers and place aside: surname, given
    /// name, birth date and sex fit no worse, and given name or birth date better. Where a number says otherwise,
    /// it may be the other twin's, or the father's.
    func readsBetter(than other: Levels) -> Bool {
        guard familyAgrees, givenAgrees, birth == .exact || birthAgreesInPart,
            Self.family(family) >= Self.family(other.family), sex != .other || other.sex == .other
        else { return false }
        let givenRanks = (Self.given(given), Self.given(other.given))
        let birthRanks = (Self.birth(birth), Self.birth(other.birth))
        return givenRanks.0 >= givenRanks.1 && birthRanks.0 >= birthRanks.1
            && (givenRanks.0 > givenRanks.1 || birthRanks.0 > birthRanks.1)
    }

    private static func family(_ level: Level) -> Int {
        switch level {
        case .exact, .former, .swapped: 2
        case .part, .close: 1
        default: 0
        }
    }

    private static func given(_ level: Level) -> Int {
        switch level {
        case .exact, .swapped: 3
        case .form, .middle, .close: 2
        case .initial, .fair: 1
        default: 0
        }
    }

    private static func birth(_ level: Level) -> Int {
        switch level {
        case .exact: 3
        case .edit, .swapped, .yearMonth: 2
        case .twoParts, .year, .dayMonth: 1
        default: 0
        }
    }
}
