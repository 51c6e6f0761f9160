extension GreyPicture {
    /// A part of the picture at another size: averaged by area where it shrinks, linear where it grows.
    func resampled(_ box: Box, width newWidth: Int, height newHeight: Int) -> GreyPicture {
        let columns = Self.weights(from: box.left, box.width, to: newWidth, limit: width)
        let rows = Self.weights(from: box.top, box.height, to: newHeight, limit: height)
        // Rows first: whole lines are added up, which the processor does several pixels at a time.
        let (left, right) = (columns.first[0], columns.first[newWidth - 1] + columns.count(newWidth - 1))
        let values = unsafe [Float](unsafeUninitializedCapacity: newWidth * newHeight) { result, count in
            var line = [Float](repeating: 0, count: width)
            unsafe self.values.withUnsafeBufferPointer { source in
                unsafe line.withUnsafeMutableBufferPointer { line in
                    for y in 0..<newHeight {
                        for offset in 0..<rows.count(y) {
                            let weight = rows.weights[rows.start[y] + offset]
                            let start = (rows.first[y] + offset) * width
                            if offset == 0 {
                                for x in left..<right { unsafe line[x] = weight * source[start + x] }
                            } else {
                                for x in left..<right { unsafe line[x] += weight * source[start + x] }
                            }
                        }
                        unsafe columns.sums(
                            of: UnsafeBufferPointer(line),
                            into: UnsafeMutableBufferPointer(rebasing: result[(y * newWidth)...]))
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

    /// For each new pixel the old ones that it is made of, and how much of each.
    private struct Weights {
        /// The first old pixel of each new one, and where its weights begin; of `start` one more than of pixels.
        var first: [Int] = []
        var start = [0]
        var weights: [Float] = []

        func count(_ index: Int) -> Int { start[index + 1] - start[index] }

        mutating func append(_ pixel: Int, _ shares: some Collection<Float>) {
            first.append(pixel)
            weights += shares
            start.append(weights.count)
        }

        func sums(of line: UnsafeBufferPointer<Float>, into result: UnsafeMutableBufferPointer<Float>) {
            unsafe first.withUnsafeBufferPointer { first in
                unsafe start.withUnsafeBufferPointer { start in
                    unsafe weights.withUnsafeBufferPointer { weights in
                        for x in first.indices {
                            var sum: Float = 0
                            var pixel = unsafe first[x]
                            for place in unsafe start[x]..<start[x + 1] {
                                unsafe sum += weights[place] * line[pixel]
                                pixel += 1
                            }
                            unsafe result[x] = sum
                        }
                    }
                }
            }
        }
    }

    private static func weights(from start: Int, _ length: Int, to count: Int, limit: Int) -> Weights {
        let step = Double(length) / Double(count)
        var weights = Weights()
        for index in 0..<count {
            if step <= 1 {
                let place = Double(start) + (Double(index) + 0.5) * step - 0.5
                let lower = max(start, min(start + length - 1, Int(place.rounded(.down))))
                let upper = min(start + length - 1, lower + 1)
                let share = Float(max(0, min(1, place - Double(lower))))
                weights.append(lower, upper == lower ? [1] : [1 - share, share])
                continue
            }
            let from = Double(start) + Double(index) * step
            let to = min(from + step, Double(limit))
            let first = Int(from)
            let last = min(limit - 1, max(first, Int(to.rounded(.up)) - 1))
            weights.append(
                first,
                (first...last).map { pixel in
                    Float((min(to, Double(pixel + 1)) - max(from, Double(pixel))) / (to - from))
                })
        }
        return weights
    }
}
