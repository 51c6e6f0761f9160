import CPixels

extension GreyPicture {
    /// The most of a side that is border.
    private static let mostBorder = 0.45
    /// The share of a line's pixels that are as dark, or as bright, as the picture gets, in a border; a little less
    /// where a bright border alone is looked for.
    private static let darkShare = 98
    private static let brightShare = 96
    private static let rounds = 6

    /// The picture without its borders, taken off one after another for as long as there are any: a black ground may
    /// lie within a white lid. What is black and white is asked anew of what is left.
    func inner(brightOnly: Bool) -> Box {
        var box = whole
        for _ in 0..<Self.rounds {
            let before = box
            trim(&box, brightOnly: brightOnly)
            if box == before { break }
        }
        return box
    }

    private func trim(_ box: inout Box, brightOnly: Bool) {
        let (low, high) = range(box)
        let band = max(0.05 * (high - low), 1e-4)
        let share = brightOnly ? Self.brightShare : Self.darkShare
        func isBorder(_ start: Int, _ step: Int, _ count: Int) -> Bool {
            var bright = 0
            var dark = 0
            for place in 0..<count {
                let value = values[start + place * step]
                if value >= high - band { bright += 1 } else if value <= low + band { dark += 1 }
            }
            return max(bright, brightOnly ? 0 : dark) * 100 >= count * share
        }
        func isRow(_ y: Int) -> Bool { isBorder(y * width + box.left, 1, box.width) }
        func isColumn(_ x: Int) -> Bool { isBorder(box.top * width + x, width, box.height) }
        let (most, last) = (Int(Self.mostBorder * Double(height)), Int(Self.mostBorder * Double(width)))
        var before: Box
        repeat {
            before = box
            let above = Self.depth(most - box.top) { isRow(box.top + $0) }
            (box.top, box.height) = (box.top + above, box.height - above)
            box.height -= Self.depth(box.top + box.height - height + most) {
                isRow(box.top + box.height - 1 - $0)
            }
            let left = Self.depth(last - box.left) { isColumn(box.left + $0) }
            (box.left, box.width) = (box.left + left, box.width - left)
            box.width -= Self.depth(box.left + box.width - width + last) {
                isColumn(box.left + box.width - 1 - $0)
            }
        } while box != before
    }

    /// How many lines from a side on are border. Where a black strip meets a white one, a line is a mixture of both and
    /// neither: it goes with the border behind it.
    private static func depth(_ most: Int, isBorder: (Int) -> Bool) -> Int {
        var depth = 0
        while depth < most {
            if isBorder(depth) {
                depth += 1
            } else if depth + 1 < most, isBorder(depth + 1) {
                depth += 2
            } else {
                break
            }
        }
        return depth
    }

    /// The values below which 1 % and 99 % of a part's pixels lie.
    private func range(_ box: Box) -> (low: Float, high: Float) {
        var counts = [UInt32](repeating: 0, count: 1024)
        unsafe values.withUnsafeBufferPointer { values in
            for y in box.top..<box.top + box.height {
                let row = unsafe UnsafeBufferPointer(rebasing: values[(y * width + box.left)...])
                if let row = row.baseAddress { unsafe fmp_classes(row, box.width, 1, &counts) }
            }
        }
        return Self.range(counts, of: box.width * box.height)
    }

    /// The picture turned about its centre, in degrees.
    func turned(by degrees: Float) -> GreyPicture {
        let turned = DetailMap(width: width, height: height, values: values).turned(by: degrees)
        return GreyPicture(width: width, height: height, values: turned.values)
    }
}
