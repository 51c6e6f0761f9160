/// The texts of a record, in the order in which they lie one behind the other.
enum TextField: Int, CaseIterable {
    case family, familyParts, previous, given, givenParts, middle, local, issuer, address, town, postcode
}
