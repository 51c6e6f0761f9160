/// How far two values of a field agree.
enum Level: UInt8, CaseIterable, Sendable {
    /// One of the two is not there: says nothing.
    case missing
    case exact
    // Numbers.
    /// One digit wrong, or two neighbours swapped.
    case edit
    /// Two valid numbers that differ.
    case otherValid
    /// The same number of another issuer.
    case otherIssuer
    // Names.
    /// A former surname.
    case former
    /// One of several surnames.
    case part
    /// Surname and given name exchanged.
    case swapped
    /// A short form, a spelling or another language's form of the name.
    case form
    /// A given name is a middle name.
    case middle
    /// One of the two is an initial, and it fits.
    case initial
    /// One of the two is an initial, and it does not fit.
    case otherInitial
    /// Jaro–Winkler above 0.92, above 0.88, above 0.70; for addresses the share of words that agree.
    case close, fair, weak
    // Birth dates.
    /// One of the two is partial, and what it has agrees: year and month, year, day and month.
    case yearMonth, year, dayMonth
    /// One of the two is partial, and what it has differs.
    case otherPartial
    /// Two of year, month and day agree.
    case twoParts
    /// The years agree, or differ by one, and nothing else.
    case sameYear, nearYear
    // Postcodes.
    case sector, district, area
    /// The same district, and one of the two has no more.
    case outward
    /// None of these.
    case other

    /// The words that evidence has for it.
    var name: String {
        switch self {
        case .missing: "missing"
        case .exact: "equal"
        case .edit: "one slip"
        case .otherValid: "another valid one"
        case .otherIssuer: "equal, of another issuer"
        case .former: "former name"
        case .part: "one of several"
        case .swapped: "exchanged"
        case .form: "form of the name"
        case .middle: "a middle name"
        case .initial: "initial fits"
        case .otherInitial: "initial differs"
        case .close: "very similar"
        case .fair: "similar"
        case .weak: "little alike"
        case .yearMonth: "year and month agree"
        case .year: "year agrees"
        case .dayMonth: "day and month agree"
        case .otherPartial: "partial and different"
        case .twoParts: "two parts agree"
        case .sameYear: "only the year agrees"
        case .nearYear: "a year off"
        case .sector: "same sector"
        case .district: "same district"
        case .area: "same area"
        case .outward: "as far as it goes"
        case .other: "different"
        }
    }
}
