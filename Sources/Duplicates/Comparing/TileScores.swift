/// How well two pictures agree, square by square, once one lies on the other.
struct TileScores: Sendable {
    /// One square of the picture.
    struct Tile: Sendable {
        /// Pixels of the upper left corner.
        var x: Int
        var y: Int
        /// Correlation of the details, -1 to 1.
        var correlation: Float
    }

    /// Squares in which both pictures have details in more than one direction: a step wedge has not.
    private(set) var tiles: [Tile] = []
    /// Correlation over all that both pictures show.
    private(set) var correlation: Float = 0
    /// Share of the picture that lies on the other one.
    private(set) var overlap: Float = 0
    /// Pixels on a square's side.
    let side: Int

    /// Mean square of the details from which a square counts.
    private static let leastEnergy: Float = 0.15
    private static let leastSlope: Float = 0.012

    init(_ own: DetailMap, _ other: DetailMap, _ map: AffineMap, isNegative: Bool, side: Int) {
        self.side = side
        let sign: Float = isNegative ? -1 : 1
        let width = own.width
        var whole = Sums()
        var seen = 0
        var line = [Float](repeating: 0, count: width)
        for top in stride(from: 0, to: own.height, by: side) {
            let rows = min(side, own.height - top)
            var moved = [Float](repeating: 0, count: rows * width)
            var ranges: [Range<Int>] = []
            for row in 0..<rows {
                let range = other.sampleRow(map, y: top + row, into: &line)
                ranges.append(range)
                seen += range.count
                for x in range { moved[row * width + x] = sign * line[x] }
                for x in range { whole.add(own.values[(top + row) * width + x], moved[row * width + x]) }
            }
            guard rows == side else { continue }
            for left in stride(from: 0, through: width - side, by: side)
            where ranges.allSatisfy({ $0.lowerBound <= left && $0.upperBound >= left + side }) {
                if let tile = Self.tile(own, moved, left, top, side) { tiles.append(tile) }
            }
        }
        correlation = whole.correlation
        overlap = Float(seen) / Float(own.values.count)
    }

    /// Share of the squares in which the details correlate by at least 0.5.
    var agreeing: Float { share { $0.correlation >= 0.5 } }

    func share(_ condition: (Tile) -> Bool) -> Float {
        tiles.isEmpty ? 0 : Float(tiles.count(where: condition)) / Float(tiles.count)
    }

    private struct Sums {
        var own: Float = 0
        var other: Float = 0
        var both: Float = 0

        mutating func add(_ a: Float, _ b: Float) {
            own += a * a
            other += b * b
            both += a * b
        }

        var correlation: Float { both / ((own * other).squareRoot() + 1e-6) }
    }

    private static func tile(_ own: DetailMap, _ moved: [Float], _ left: Int, _ top: Int, _ side: Int)
        -> Tile?
    {
        let width = own.width
        var sums = Sums()
        var xx: Float = 0
        var xy: Float = 0
        var yy: Float = 0
        for row in 0..<side {
            for x in left..<left + side {
                let place = row * width + x
                let a = own.values[(top + row) * width + x]
                let b = moved[place]
                sums.add(a, b)
                guard row > 0, row < side - 1, x > left, x < left + side - 1 else { continue }
                let ownPlace = (top + row) * width + x
                let gx =
                    0.25
                    * (own.values[ownPlace + 1] - own.values[ownPlace - 1] + moved[place + 1]
                        - moved[place - 1])
                let gy =
                    0.25
                    * (own.values[ownPlace + width] - own.values[ownPlace - width] + moved[place + width]
                        - moved[place - width])
                xx += gx * gx
                xy += gx * gy
                yy += gy * gy
            }
        }
        let count = Float(side * side)
        guard min(sums.own, sums.other) >= leastEnergy * count else { return nil }
        let spread = ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
        guard (xx + yy) / 2 - spread >= leastSlope * count else { return nil }
        return Tile(x: left, y: top, correlation: sums.correlation)
    }
}
