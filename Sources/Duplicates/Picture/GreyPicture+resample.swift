extension GreyPicture {
    /// A part of the picture at another size: averaged by area where it shrinks, linear where it grows.
    func resampled(_ box: Box, width newWidth: Int, height newHeight: Int) -> GreyPicture {
        let columns = Self.weights(from: box.left, box.width, to: newWidth, limit: width)
        let rows = Self.weights(from: box.top, box.height, to: newHeight, limit: height)
        // Rows first: whole lines are added up, which the processor does several pixels at a time.
        let values = unsafe [Float](unsafeUninitializedCapacity: newWidth * newHeight) { result, count in
            var line = [Float](repeating: 0, count: width)
            unsafe self.values.withUnsafeBufferPointer { source in
                unsafe line.withUnsafeMutableBufferPointer { line in
                    for (y, row) in rows.enumerated() {
                        for x in 0..<width { unsafe line[x] = 0 }
                        for (offset, weight) in row.weights.enumerated() {
                            let start = (row.first + offset) * width
                            for x in 0..<width { unsafe line[x] += weight * source[start + x] }
                        }
                        for (x, column) in columns.enumerated() {
                            var sum: Float = 0
                            for (offset, weight) in column.weights.enumerated() {
                                unsafe sum += weight * line[column.first + offset]
                            }
                            unsafe result[y * newWidth + x] = sum
                        }
                    }
                }
            }
            count = newWidth * newHeight
        }
        return GreyPicture(width: newWidth, height: newHeight, values: values)
    }

    /// The size at which a box's longer side has so many pixels.
    static func size(of box: Box, longSide: Int) -> (width: Int, height: Int) {
        let longer = Double(max(box.width, box.height))
        func scaled(_ side: Int) -> Int {
            max(8, Int((Double(side) * Double(longSide) / longer).rounded()))
        }
        return (scaled(box.width), scaled(box.height))
    }

    private struct Weights {
        var first: Int
        var weights: [Float]
    }

    /// For each new pixel the old ones that it is made of.
    private static func weights(from start: Int, _ length: Int, to count: Int, limit: Int) -> [Weights] {
        let step = Double(length) / Double(count)
        return (0..<count).map { index in
            if step <= 1 {
                let place = Double(start) + (Double(index) + 0.5) * step - 0.5
                let lower = max(start, min(start + length - 1, Int(place.rounded(.down))))
                let upper = min(start + length - 1, lower + 1)
                let share = Float(max(0, min(1, place - Double(lower))))
                return Weights(first: lower, weights: upper == lower ? [1] : [1 - share, share])
            }
            let from = Double(start) + Double(index) * step
            let to = min(from + step, Double(limit))
            let first = Int(from)
            let last = min(limit - 1, max(first, Int(to.rounded(.up)) - 1))
            let shares = (first...last).map { pixel in
                Float((min(to, Double(pixel + 1)) - max(from, Double(pixel))) / (to - from))
            }
            return Weights(first: first, weights: shares)
        }
    }
}
