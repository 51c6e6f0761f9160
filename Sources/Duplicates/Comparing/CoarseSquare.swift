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
        let last = Float(side - 1)
        unsafe values.withUnsafeBufferPointer { values in
            unsafe result.withUnsafeMutableBufferPointer { result in
                for y in 0..<side {
                    let startX = Float(map.xy * Double(y) + map.x)
                    let startY = Float(map.yy * Double(y) + map.y)
                    let (stepX, stepY) = (Float(map.xx), Float(map.yx))
                    for x in 0..<side {
                        let (px, py) = (startX + stepX * Float(x), startY + stepY * Float(x))
                        guard px >= 0, py >= 0, px < last, py < last else { continue }
                        let (column, row) = (Int(px), Int(py))
                        let (fx, fy) = (px - Float(column), py - Float(row))
                        let start = row * side + column
                        let (a, b) = unsafe (values[start], values[start + 1])
                        let (c, d) = unsafe (values[start + side], values[start + side + 1])
                        let upper = a + (b - a) * fx
                        unsafe result[y * side + x] = upper + (c + (d - c) * fx - upper) * fy
                    }
                }
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
