extension DetailMap {
    /// Reads one row of another picture's pixels out of this map, linear between pixels. Answers the part of
    /// the row that lies within; what lies outside is set to 0.
    func sampleRow(_ map: AffineMap, y: Int, into line: inout [Float]) -> Range<Int> {
        let startX = map.xy * Double(y) + map.x
        let startY = map.yy * Double(y) + map.y
        let range = rowRange(map, y: y, count: line.count)
        for x in 0..<range.lowerBound { line[x] = 0 }
        for x in range.upperBound..<line.count { line[x] = 0 }
        let width = width
        let (lastX, lastY) = (width - 2, height - 2)
        unsafe values.withUnsafeBufferPointer { values in
            unsafe line.withUnsafeMutableBufferPointer { line in
                for x in range {
                    let px = startX + map.xx * Double(x)
                    let py = startY + map.yx * Double(x)
                    let column = max(0, min(lastX, Int(px)))
                    let row = max(0, min(lastY, Int(py)))
                    let fx = Float(px - Double(column))
                    let fy = Float(py - Double(row))
                    let place = row * width + column
                    let (a, b) = unsafe (values[place], values[place + 1])
                    let (c, d) = unsafe (values[place + width], values[place + width + 1])
                    let upper = a + (b - a) * fx
                    let lower = c + (d - c) * fx
                    unsafe line[x] = upper + (lower - upper) * fy
                }
            }
        }
        return range
    }

    /// The same with a curve through four by four pixels (Catmull and Rom), kept within 0 to 1.
    func sampleRowSharply(_ map: AffineMap, y: Int, into line: inout [Float]) -> Range<Int> {
        let range = rowRange(map, y: y, count: line.count)
        for x in line.indices where !range.contains(x) { line[x] = 0 }
        unsafe values.withUnsafeBufferPointer { values in
            for x in range {
                let px = map.xy * Double(y) + map.x + map.xx * Double(x)
                let py = map.yy * Double(y) + map.y + map.yx * Double(x)
                let (column, row) = (max(0, min(width - 1, Int(px))), max(0, min(height - 1, Int(py))))
                let across = Self.shares(Float(px - Double(column)))
                let down = Self.shares(Float(py - Double(row)))
                var sum: Float = 0
                for near in 0..<4 {
                    let start = max(0, min(height - 1, row + near - 1)) * width
                    var part: Float = 0
                    for next in 0..<4 {
                        unsafe part +=
                            across[next] * values[start + max(0, min(width - 1, column + next - 1))]
                    }
                    sum += down[near] * part
                }
                line[x] = max(0, min(1, sum))
            }
        }
        return range
    }

    /// How much four neighbours count at a place between the two in the middle.
    private static func shares(_ t: Float) -> SIMD4<Float> {
        let (squared, cubed) = (t * t, t * t * t)
        return 0.5
            * SIMD4(
                -t + 2 * squared - cubed, 2 - 5 * squared + 3 * cubed, t + 4 * squared - 3 * cubed,
                cubed - squared)
    }

    /// Share of the details, by their strength, that lie on another picture.
    func share(within other: DetailMap, _ map: AffineMap) -> Double {
        var (inside, total) = (0.0, 0.0)
        for y in 0..<height {
            let range = other.rowRange(map, y: y, count: width)
            var (within, beyond) = (Float(0), Float(0))
            for x in 0..<width {
                let value = values[y * width + x]
                if range.contains(x) { within += value * value } else { beyond += value * value }
            }
            inside += Double(within)
            total += Double(within + beyond)
        }
        return total > 0 ? inside / total : 0
    }

    /// The part of another picture's row of so many pixels that lies within this map.
    private func rowRange(_ map: AffineMap, y: Int, count: Int) -> Range<Int> {
        var range = 0..<count
        Self.clip(&range, start: map.xy * Double(y) + map.x, step: map.xx, limit: Double(width - 1))
        Self.clip(&range, start: map.yy * Double(y) + map.y, step: map.yx, limit: Double(height - 1))
        return range
    }

    /// Narrows a range to where `start + step × x` lies between 0 and the limit.
    private static func clip(_ range: inout Range<Int>, start: Double, step: Double, limit: Double) {
        guard step.magnitude > 1e-12 else {
            if start < 0 || start > limit { range = range.lowerBound..<range.lowerBound }
            return
        }
        let one = -start / step
        let two = (limit - start) / step
        let from = max(Double(range.lowerBound), min(one, two).rounded(.up))
        let to = min(Double(range.upperBound - 1), max(one, two).rounded(.down))
        range = from <= to ? Int(from)..<Int(to) + 1 : range.lowerBound..<range.lowerBound
    }
}
