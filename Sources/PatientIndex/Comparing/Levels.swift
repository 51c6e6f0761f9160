/// The level of every field of one comparison.
struct Levels: Hashable, Sendable {
    var national = Level.missing
    var local = Level.missing
    var family = Level.missing
    var given = Level.missing
    var birth = Level.missing
    var sex = Level.missing
    var postcode = Level.missing
    var address = Level.missing
    var town = Level.missing

    subscript(_ field: Field) -> Level {
        switch field {
        case .national: national
        case .local: local
        case .family: family
        case .given: given
        case .birth: birth
        case .sex: sex
        case .postcode: postcode
        case .address: address
        case .town: town
        }
    }

    /// Whether a number agrees, or is one slip away.
    var isNumberNear: Bool {
        [.exact, .edit].contains(national) || [.exact, .edit, .otherIssuer].contains(local)
    }

    var familyAgrees: Bool { [.exact, .former, .part, .swapped, .close].contains(family) }
    /// Whether the given name is the same, as people write names.
    var givenAgrees: Bool { [.exact, .form, .middle, .initial, .swapped, .close].contains(given) }
    var givenDiffers: Bool { [.weak, .other, .otherInitial].contains(given) }
    var birthAgreesInPart: Bool {
        [.yearMonth, .year, .swapped, .edit, .twoParts].contains(birth)
    }
    var placeAgrees: Bool {
        [.exact, .edit].contains(postcode) || [.exact, .close].contains(address)
    }
}
