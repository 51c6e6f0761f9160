/// What of a label is compared with a person, each on its own.
enum Field: Int, CaseIterable, Sendable {
    case national, local, family, given, birth, sex, postcode, address, town

    /// The word that evidence and models have for it.
    var name: String {
        switch self {
        case .national: "national number"
        case .local: "local number"
        case .family: "family name"
        case .given: "given name"
        case .birth: "birth date"
        case .sex: "sex"
        case .postcode: "postcode"
        case .address: "address"
        case .town: "town"
        }
    }

    /// The levels that its comparison can have, `missing` aside.
    var levels: [Level] {
        switch self {
        case .national: [.exact, .edit, .otherValid, .other]
        case .local: [.exact, .otherIssuer, .edit, .other]
        case .family: [.exact, .former, .part, .swapped, .close, .fair, .weak, .other]
        case .given:
            [.exact, .form, .middle, .initial, .swapped, .close, .fair, .weak, .otherInitial, .other]
        case .birth:
            [
                .exact, .yearMonth, .year, .dayMonth, .swapped, .edit, .twoParts, .sameYear, .nearYear,
                .otherPartial, .other,
            ]
        case .sex: [.exact, .other]
        case .postcode: [.exact, .edit, .outward, .sector, .district, .area, .other]
        case .address: [.exact, .close, .fair, .weak, .other]
        case .town: [.exact, .close, .other]
        }
    }
}
