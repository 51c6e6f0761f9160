import CPixels

extension GreyPicture {
    /// A part of a picture, in pixels.
    struct Box: Sendable, Hashable {
        var left: Int
        var top: Int
        var width: Int
        var height: Int
    }

    /// All of the picture.
    var whole: Box { Box(left: 0, top: 0, width: width, height: height) }

    /// The picture without its borders: rows and columns at the edges that are almost all as bright, or as
    /// dark, as the picture gets (a scanner's lid, a holder). At most a fifth goes on each side.
    func contentBox() -> Box {
        let (low, high) = range()
        let band = max(0.05 * (high - low), 1e-4)
        let bright = high - band
        let dark = low + band
        func isBorder(_ start: Int, _ step: Int, _ count: Int) -> Bool {
            var brightOnes = 0
            var darkOnes = 0
            var place = start
            for _ in 0..<count {
                if values[place] >= bright { brightOnes += 1 } else if values[place] <= dark { darkOnes += 1 }
                place += step
            }
            return max(brightOnes, darkOnes) * 100 >= count * 95
        }
        var top = 0
        var bottom = height
        var left = 0
        var right = width
        while top < height / 5, isBorder(top * width, 1, width) { top += 1 }
        while bottom > height - height / 5, isBorder((bottom - 1) * width, 1, width) { bottom -= 1 }
        let rows = bottom - top
        while left < width / 5, isBorder(top * width + left, width, rows) { left += 1 }
        while right > width - width / 5, isBorder(top * width + right - 1, width, rows) { right -= 1 }
        return Box(left: left, top: top, width: max(1, right - left), height: max(1, rows))
    }

    /// The values below which 1 % and 99 % of the pixels lie.
    func range() -> (low: Float, high: Float) {
        // Every seventh pixel will do.
        var counts = [UInt32](repeating: 0, count: 1024)
        unsafe fmp_classes(values, values.count, 7, &counts)
        return Self.range(counts, of: (values.count + 6) / 7)
    }

    /// From the pixels in each of 1,024 classes of brightness.
    static func range(_ counts: [UInt32], of pixels: Int) -> (low: Float, high: Float) {
        func place(_ share: Int) -> Float {
            var sum = 0
            for (index, count) in counts.enumerated() {
                sum += Int(count)
                if sum * 100 >= pixels * share { return Float(index) / 1023 }
            }
            return 1
        }
        return (place(1), place(99))
    }

    /// The share of pixels at either end of full scale: what the scan could not tell apart any more.
    func clippedShare() -> Float {
        unsafe Float(fmp_outside(values, values.count, 0.002, 0.998)) / Float(values.count)
    }
}
