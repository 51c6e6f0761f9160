/// Two films laid one on the other, to be looked at: grey values of 0 to 255, row by row, 128 where a film
/// shows nothing.
package struct LikenessView: Sendable {
    /// A square of the comparison, in pixels, with its correlation.
    package struct Square: Sendable {
        package let x: Int
        package let y: Int
        package let correlation: Double
    }

    package let width: Int
    package let height: Int
    /// The details of the one film, …
    package let own: [UInt8]
    /// … those of the other as they lie on it, …
    package let moved: [UInt8]
    /// … and what is left when the one is taken from the other.
    package let difference: [UInt8]
    package let squares: [Square]
    package static let side = Comparer.tileSide

    package init(_ own: CanonicalPicture, _ other: CanonicalPicture, _ comparison: Comparison) {
        let first = own.fine.unpacked
        let second = other.fine.unpacked
        var moved: [Float] = []
        var line = [Float](repeating: 0, count: first.width)
        for y in 0..<first.height {
            _ = second.sampleRow(comparison.map, y: y, into: &line)
            moved += comparison.isNegative ? line.map { -$0 } : line
        }
        func grey(_ value: Float) -> UInt8 { UInt8(max(0, min(255, 128 + value * 45))) }
        width = first.width
        height = first.height
        self.own = first.values.map(grey)
        self.moved = moved.map(grey)
        difference = zip(first.values, moved).map { grey($0 - $1) }
        squares =
            comparison.depth == .fine
            ? TileScores(
                first, second, comparison.map, isNegative: comparison.isNegative, side: Self.side
            ).tiles.map { Square(x: $0.x, y: $0.y, correlation: Double($0.correlation)) } : []
    }
}
