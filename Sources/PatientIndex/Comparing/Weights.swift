import Foundation

/// The weight of each level of each field, in bits: log2 of how much more often it is seen where label and
/// person are one (m) than where they are two (u).
package struct Weights: Sendable {
    /// By field and level, flat.
    private var bits: [Float]
    /// m of those levels whose u is the frequency of the value itself.
    private var logM: [Float]

    static func index(_ field: Field, _ level: Level) -> Int {
        field.rawValue * Level.allCases.count + Int(level.rawValue)
    }

    init(_ model: MatchModel) {
        bits = Array(repeating: 0, count: Field.allCases.count * Level.allCases.count)
        logM = bits
        for field in Field.allCases {
            for level in field.levels {
                let rates = model.rates(field, level)
                bits[Self.index(field, level)] = Float(log2(rates.m / rates.u))
                logM[Self.index(field, level)] = Float(log2(rates.m))
            }
        }
    }

    @inline(__always)
    subscript(_ field: Field, _ level: Level) -> Float { bits[Self.index(field, level)] }

    /// log2 of how often a level is seen where label and person are one.
    @inline(__always)
    func logRate(_ field: Field, _ level: Level) -> Float { logM[Self.index(field, level)] }

    /// The weight of an exact agreement on a value of the given frequency.
    @inline(__always)
    func exact(_ field: Field, frequency: Float) -> Float {
        logM[Self.index(field, .exact)] - frequency
    }
}
