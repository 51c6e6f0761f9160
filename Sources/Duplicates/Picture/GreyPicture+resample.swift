import CPixels

extension GreyPicture {
    /// A part of the picture at another size: averaged by area where it shrinks, linear where it grows.
    func resampled(_ box: Box, width newWidth: Int, height newHeight: Int) -> GreyPicture {
        let columns = Self.weights(from: box.left, box.width, to: newWidth, limit: width)
        let rows = Self.weights(from: box.top, box.height, to: newHeight, limit: height)
        let values = unsafe [Float](unsafeUninitializedCapacity: newWidth * newHeight) { result, count in
            if let result = result.baseAddress {
                unsafe columns.withSide { columns in
                    unsafe rows.withSide { rows in
                        unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { line in
                            guard let line = line.baseAddress else { return }
                            unsafe fmp_resample(self.values, width, columns, rows, line, result)
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

    /// For each new pixel the old ones that it is made of, and how much of each.
    private struct Weights {
        /// The first old pixel of each new one.
        var first: [Int32]
        /// The most old pixels of a new one.
        let taps: Int
        /// The first weight of each new pixel, the second of each, …; 0 where there are fewer.
        var weights: [Float]

        init(count: Int, taps: Int) {
            self.taps = taps
            first = [Int32](repeating: 0, count: count)
            weights = [Float](repeating: 0, count: count * taps)
        }

        func withSide(_ body: (fmp_side) -> Void) {
            unsafe first.withUnsafeBufferPointer { first in
                unsafe weights.withUnsafeBufferPointer { weights in
                    guard let start = first.baseAddress, let weights = weights.baseAddress else { return }
                    unsafe body(fmp_side(count: first.count, taps: taps, first: start, weights: weights))
                }
            }
        }
    }

    private static func weights(from start: Int, _ length: Int, to count: Int, limit: Int) -> Weights {
        let step = Double(length) / Double(count)
        if step <= 1 {
            var weights = Weights(count: count, taps: 2)
            for index in 0..<count {
                let place = Double(start) + (Double(index) + 0.5) * step - 0.5
                let lower = max(start, min(start + length - 1, Int(place.rounded(.down))))
                let share = Float(max(0, min(1, place - Double(lower))))
                weights.first[index] = Int32(lower)
                let isLast = lower == start + length - 1
                weights.weights[index] = isLast ? 1 : 1 - share
                weights.weights[count + index] = isLast ? 0 : share
            }
            return weights
        }
        var weights = Weights(count: count, taps: Int(step.rounded(.up)) + 1)
        for index in 0..<count {
            let from = Double(start) + Double(index) * step
            let to = min(from + step, Double(limit))
            let first = Int(from)
            let last = min(limit - 1, max(first, Int(to.rounded(.up)) - 1))
            weights.first[index] = Int32(first)
            for pixel in first...last {
                weights.weights[(pixel - first) * count + index] = Float(
                    (min(to, Double(pixel + 1)) - max(from, Double(pixel))) / (to - from))
            }
        }
        return weights
    }
}
