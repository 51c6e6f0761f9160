import Foundation

/// How often values occur in the index. A rare name that agrees says more than SMITH does.
package struct Frequencies: Sendable {
    /// The label's own: −log2 of each value's share, nil where the label has none.
    struct OfLabel: Sendable {
        var family: Float = 0
        var given: Float = 0
        var postcode: Float = 0
        var town: Float = 0
        var birth: Float = 0
        /// The postcode's district and area.
        var district: Float = 0
        var area: Float = 0
    }

    package enum Kind: UInt8 { case family = 1, given, postcode, town, birth, district, area }

    /// A small index is still one of a large population: so many persons stand behind the average.
    static let averageWeight = 1000.0

    static func key(_ kind: Kind, _ text: Span<UInt8>) -> UInt64 {
        var hash = Hash()
        hash.add(kind.rawValue)
        hash.add(text)
        return hash.finished
    }

    /// Calls `body` with the key of each value that is counted.
    package static func keys(_ record: Features, _ pool: Span<UInt8>, _ body: (Kind, UInt64) -> Void) {
        if record.has(.family) { body(.family, key(.family, pool.extracting(record.range(.family)))) }
        if record.has(.given) {
            let words = pool.extracting(record.range(record.has(.givenParts) ? .givenParts : .given))
            body(.given, key(.given, words.extracting(0..<Text.wordEnd(words, 0))))
        }
        if record.has(.postcode) {
            let code = pool.extracting(record.range(.postcode))
            body(.postcode, key(.postcode, code))
            let area = PostcodeText.areaLength(code)
            if area > 0 {
                body(.area, key(.area, code.extracting(0..<area)))
                let district = PlaceComparison.outwardLength(code)
                body(.district, key(.district, code.extracting(0..<district)))
            }
        }
        if record.has(.town) { body(.town, key(.town, pool.extracting(record.range(.town)))) }
        if record.birth.isComplete {
            var hash = Hash()
            hash.add(Kind.birth.rawValue)
            hash.add(UInt64(record.birth.number))
            body(.birth, hash.finished)
        }
    }

    /// log2 of a value's share of the index, drawn towards the average where the index is small.
    static func log2Share(count: Int, of total: Int, average: Double) -> Float {
        Float(log2((Double(count) + averageWeight * average) / (Double(total) + averageWeight)))
    }

    /// The label's frequencies, asked of an index by `count`.
    static func of(
        _ comparer: Comparer, total: Int, model: MatchModel, count: (UInt64) throws -> Int
    ) rethrows -> OfLabel {
        var found: [(Kind, UInt64)] = []
        keys(comparer.label, comparer.text.span) { found.append(($0, $1)) }
        var result = OfLabel()
        for (kind, key) in found {
            let number = try count(key)
            let average =
                switch kind {
                case .family: model.rates(.family, .exact).u
                case .given: model.rates(.given, .exact).u
                case .postcode: model.rates(.postcode, .exact).u
                case .town: model.rates(.town, .exact).u
                case .birth: model.rates(.birth, .exact).u
                case .district: model.rates(.postcode, .district).u
                case .area: model.rates(.postcode, .area).u
                }
            let share = log2Share(count: number, of: total, average: average)
            switch kind {
            case .family: result.family = share
            case .given: result.given = share
            case .postcode: result.postcode = share
            case .town: result.town = share
            case .district: result.district = share
            case .area: result.area = share
            case .birth:
                result.birth = birth(count: number, of: total, average: average, comparer.label.birth)
            }
        }
        return result
    }

    /// log2 of the share of persons that a birth date is shared with, the one who is meant aside. A date that few have
    /// says no more than the average one; the date that a system writes where none is known says what its share says.
    private static func birth(count: Int, of total: Int, average: Double, _ date: DayDigits) -> Float {
        // 1 January stands in registers for many days.
        let least = date.isNewYear ? average * 16 : average
        let shared = Double(max(0, count - 1))
        let share = (shared + averageWeight * average) / (Double(total) + averageWeight)
        return Float(log2(max(share, least)))
    }
}
