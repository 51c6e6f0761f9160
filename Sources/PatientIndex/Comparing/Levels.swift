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
    /// Which number of those that the label's hospital number may be besides is the person's (`LocalReadings`), from 1;
    /// 0 for none. It has no weight.
    var reading: UInt8 = 0

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

    /// Whether a number is exactly the person's.
    var isNumberEqual: Bool { national == .exact || local == .exact }
    /// Whether a number is the person's in some reading: then who that is must be looked at.
    var isNumberHit: Bool { isNumberEqual || reading != 0 }
    /// Whether a number is the person's, be it with one slip in a national one: modulus 11 says that it is a slip,
    /// and families have no neighbouring numbers of that kind.
    var isNumberSure: Bool { isNumberEqual || national == .edit }
    /// Whether both numbers are exactly the person's.
    var areNumbersEqual: Bool { national == .exact && local == .exact }
    /// Whether a number is one slip of a hand away, or equal and of another issuer: weak evidence, families have
    /// neighbouring numbers.
    var isNumberNear: Bool { national == .edit || [.edit, .otherIssuer].contains(local) }
    /// Whether a number is another one.
    var isNumberContradicted: Bool { [.other, .otherValid].contains(national) || local == .other }

    var familyAgrees: Bool { [.exact, .former, .part, .swapped, .close].contains(family) }
    /// Whether the given name is the same, as people write names.
    var givenAgrees: Bool { [.exact, .form, .middle, .initial, .swapped, .close].contains(given) }
    var givenDiffers: Bool { [.weak, .other, .otherInitial].contains(given) }
    /// Whether birth dates are equal, or one of a few slips apart.
    var birthIsNear: Bool { [.exact, .edit, .swapped].contains(birth) }
    var birthAgreesInPart: Bool {
        [.yearMonth, .year, .swapped, .edit, .twoParts].contains(birth)
    }
    /// Whether the home is the very same: the whole postcode, or the address where one of the two has no postcode.
    var isHomeEqual: Bool { postcode == .exact || address == .exact && postcode == .missing }
    /// Whether there is a place, and it is another one.
    var isPlaceAnother: Bool {
        !placeAgrees && (postcode != .missing || address != .missing)
    }
    var placeAgrees: Bool {
        [.exact, .edit].contains(postcode) || [.exact, .close].contains(address)
    }
}
