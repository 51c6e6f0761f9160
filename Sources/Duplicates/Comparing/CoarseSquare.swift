/// A coarse picture in the middle of a square of 64 × 64, of length 1 as a vector, with room around it for
/// shifts.
struct CoarseSquare: Sendable {
    let values: [Float]
    /// From a pixel of the coarse picture to its place in the square.
    let left: Int
    let top: Int

    init(_ coarse: DetailMap) {
        let side = FourierGrid.side
        precondition(coarse.width <= side && coarse.height <= side, "a coarse picture of another size")
        left = (side - coarse.width) / 2
        top = (side - coarse.height) / 2
        var values = [Float](repeating: 0, count: side * side)
        for y in 0..<coarse.height {
            for x in 0..<coarse.width {
                values[(top + y) * side + left + x] = coarse.values[y * coarse.width + x]
            }
        }
        self.values = Self.normalised(values)
    }

    /// The square as seen from another position, of length 1 again; nothing lies beyond the edge.
    func moved(_ map: AffineMap) -> [Float] {
        let side = FourierGrid.side
        var result = [Float](repeating: 0, count: side * side)
        for y in 0..<side {
            for x in 0..<side {
                let place = map.applied(x: Double(x), y: Double(y))
                guard place.x >= 0, place.y >= 0, place.x < Double(side - 1), place.y < Double(side - 1)
                else { continue }
                let column = Int(place.x)
                let row = Int(place.y)
                let fx = Float(place.x - Double(column))
                let fy = Float(place.y - Double(row))
                let start = row * side + column
                let upper = values[start] * (1 - fx) + values[start + 1] * fx
                let lower = values[start + side] * (1 - fx) + values[start + side + 1] * fx
                result[y * side + x] = upper * (1 - fy) + lower * fy
            }
        }
        return Self.normalised(result)
    }

    private static func normalised(_ values: [Float]) -> [Float] {
        var energy: Float = 0
        for value in values { energy += value * value }
        guard energy > 0 else { return values }
        let share = 1 / energy.squareRoot()
        return values.map { $0 * share }
    }
}
