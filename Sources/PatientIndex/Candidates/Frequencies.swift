import Foundation

/// How often values occur in the index. A rare name that agrees says more than SMITH does.
struct Frequencies: Sendable {
    /// The label's own: −log2 of each value's share, nil where the label has none.
    struct OfLabel: Sendable {
        var family: Float = 0
        var given: Float = 0
        var postcode: Float = 0
        var town: Float = 0
    }

    enum Kind: UInt8 { case family = 1, given, postcode, town }

    /// A small index is still one of a large population: so many persons stand behind the average.
    static let averageWeight = 1000.0

    static func key(_ kind: Kind, _ text: Span<UInt8>) -> UInt64 {
        var hash = Hash()
        hash.add(kind.rawValue)
        hash.add(text)
        return hash.finished
    }

    /// Calls `body` with the key of each value that is counted.
    static func keys(_ record: Features, _ pool: Span<UInt8>, _ body: (Kind, UInt64) -> Void) {
        if record.has(.family) { body(.family, key(.family, pool.extracting(record.range(.family)))) }
        if record.has(.given) {
            let words = pool.extracting(record.range(record.has(.givenParts) ? .givenParts : .given))
            body(.given, key(.given, words.extracting(0..<Text.wordEnd(words, 0))))
        }
        if record.has(.postcode) { body(.postcode, key(.postcode, pool.extracting(record.range(.postcode)))) }
        if record.has(.town) { body(.town, key(.town, pool.extracting(record.range(.town)))) }
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
            let field: Field =
                switch kind {
                case .family: .family
                case .given: .given
                case .postcode: .postcode
                case .town: .town
                }
            let share = log2Share(count: number, of: total, average: model.rates(field, .exact).u)
            switch kind {
            case .family: result.family = share
            case .given: result.given = share
            case .postcode: result.postcode = share
            case .town: result.town = share
            }
        }
        return result
    }
}
