/// How far two birth dates agree.
enum BirthComparison {
    static func level(_ left: DayDigits, _ right: DayDigits) -> Level {
        guard left.isKnown, right.isKnown else { return .missing }
        guard left.isComplete, right.isComplete else { return partial(left, right) }
        if left == right { return .exact }
        // The month first, where the day is none that could be a month: the same day.
        if left.swapped == right { return left.month > 12 || right.month > 12 ? .exact : .swapped }
        let agreeing =
            (left.year == right.year ? 1 : 0) + (left.month == right.month ? 1 : 0)
            + (left.day == right.day ? 1 : 0)
        if agreeing == 2 {
            return Edit.isOne(UInt64(left.number), UInt64(right.number)) ? .edit : .twoParts
        }
        // A slip across two parts, as in 1931-04 for 1934-01, is a swap of neighbours that are no part's own.
        if Edit.isOne(UInt64(left.number), UInt64(right.number)) { return .edit }
        if left.year == right.year { return .sameYear }
        return max(left.year, right.year) - min(left.year, right.year) == 1 ? .nearYear : .other
    }

    private static func partial(_ left: DayDigits, _ right: DayDigits) -> Level {
        func differs(_ a: UInt32, _ b: UInt32) -> Bool { a != 0 && b != 0 && a != b }
        if differs(left.year, right.year) || differs(left.month, right.month) || differs(left.day, right.day)
        {
            return .otherPartial
        }
        let year = left.year != 0 && right.year != 0
        let month = left.month != 0 && right.month != 0
        if year { return month ? .yearMonth : .year }
        return month ? .dayMonth : .missing
    }
}
