/// Smooth noise without a table: hashed values on a lattice, blended between its points.
struct ValueNoise: Sendable {
    private let seed: UInt32
    private let frequency: Float

    /// With a lattice of `cell` in a phantom's measure.
    init(seed: UInt64, cell: Float) {
        self.seed = UInt32(truncatingIfNeeded: seed ^ (seed >> 32))
        frequency = 1 / cell
    }

    /// −1 to 1.
    @inline(__always)
    func value(_ x: Float, _ y: Float) -> Float {
        // Lattice coordinates stay far above zero, so that truncation is rounding down.
        let across = x * frequency + 4096
        let down = y * frequency + 4096
        let column = Int32(across)
        let row = Int32(down)
        let shareX = Self.ease(across - Float(column))
        let shareY = Self.ease(down - Float(row))
        let top = corner(column, row) + (corner(column + 1, row) - corner(column, row)) * shareX
        let bottom =
            corner(column, row + 1) + (corner(column + 1, row + 1) - corner(column, row + 1)) * shareX
        return top + (bottom - top) * shareY
    }

    /// Two octaves, −1 to 1.
    @inline(__always)
    func rough(_ x: Float, _ y: Float) -> Float {
        value(x, y) * 0.65 + value(x * 2.13 + 7.7, y * 2.13 - 3.1) * 0.35
    }

    /// One line of a grid whose columns lie 1 / `half` apart, from −1 on. Only for cells of many columns:
    /// every eighth value is worked out, the others lie between.
    func line(_ y: Float, columns: Int, half: Float) -> [Float] {
        var line = [Float](repeating: 0, count: columns + 8)
        var left = value(-1, y)
        for column in stride(from: 0, to: columns, by: 8) {
            let right = value(Float(column + 8) / half - 1, y)
            for step in 0..<8 { line[column + step] = left + (right - left) * Float(step) * 0.125 }
            left = right
        }
        return line
    }

    /// The hashed value of one lattice point, −1 to 1.
    @inline(__always)
    func corner(_ column: Int32, _ row: Int32) -> Float {
        var word = UInt32(bitPattern: column) &* 0x9E37_79B1 ^ UInt32(bitPattern: row) &* 0x85EB_CA77 ^ seed
        word ^= word >> 15
        word = word &* 0x2C1B_3C6D
        word ^= word >> 13
        return Float(Int32(bitPattern: word)) * (1 / 2_147_483_648)
    }

    @inline(__always)
    private static func ease(_ share: Float) -> Float { share * share * (3 - 2 * share) }
}
