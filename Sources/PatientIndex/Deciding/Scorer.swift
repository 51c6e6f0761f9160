/// Adds up the weights of a comparison.
package struct Scorer: Sendable {
    let weights: Weights
    /// log2 of the odds that a person taken from the index at random is the label's.
    let prior: Float
    let frequencies: Frequencies.OfLabel

    /// What postcode, address and town together may say at most and at least: they are not independent of
    /// each other, a household shares all three, and who moves house loses all three at once.
    static let placeRange: ClosedRange<Float> = -4...15
    /// Below this, no person is kept even as a candidate.
    static let least: Float = -25

    /// The weight of everything but the place.
    func identity(_ levels: Levels) -> Float {
        prior + weights[.national, levels.national] + weights[.local, levels.local]
            + name(.family, levels.family, frequencies.family) + name(.given, levels.given, frequencies.given)
            + birth(levels.birth) + weights[.sex, levels.sex]
    }

    /// The weight of the place, within its range.
    func place(_ levels: Levels) -> Float {
        let sum =
            postcode(levels.postcode) + weights[.address, levels.address]
            + name(.town, levels.town, frequencies.town)
        return min(max(sum, Self.placeRange.lowerBound), Self.placeRange.upperBound)
    }

    /// The weight of one field on its own, as evidence shows it.
    func weight(_ field: Field, _ levels: Levels) -> Float {
        switch field {
        case .family: name(.family, levels.family, frequencies.family)
        case .given: name(.given, levels.given, frequencies.given)
        case .postcode: postcode(levels.postcode)
        case .town: name(.town, levels.town, frequencies.town)
        case .birth: birth(levels.birth)
        default: weights[field, levels[field]]
        }
    }

    @inline(__always)
    private func name(_ field: Field, _ level: Level, _ frequency: Float) -> Float {
        level == .exact ? weights.exact(field, frequency: frequency) : weights[field, level]
    }

    @inline(__always)
    private func birth(_ level: Level) -> Float {
        level == .exact ? weights.exact(.birth, frequency: frequencies.birth) : weights[.birth, level]
    }

    /// A district or an area says as much as it is rare in the index, and where whole postcodes differ it does not
    /// speak for the person: relatives live near each other, too.
    private func postcode(_ level: Level) -> Float {
        switch level {
        case .exact: weights.exact(.postcode, frequency: frequencies.postcode)
        case .outward: weights.logRate(.postcode, .outward) - frequencies.district
        case .sector, .district: min(0, weights.logRate(.postcode, .district) - frequencies.district)
        case .area: min(0, weights.logRate(.postcode, .area) - frequencies.area)
        default: weights[.postcode, level]
        }
    }
}
