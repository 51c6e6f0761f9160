/// A grey picture of moderate size: values from 0 (black) to 1 (white, full scale), row by row.
package struct GreyPicture: Sendable {
    package let width: Int
    package let height: Int
    package let values: [Float]

    /// The longest side that a reduced scan may have, in pixels.
    static let longestSide = 1024

    init(width: Int, height: Int, values: [Float]) {
        precondition(width > 0 && height > 0 && values.count == width * height, "a picture of another size")
        self.width = width
        self.height = height
        self.values = values
    }

    /// Averages decoded pixels over whole squares, so that no side is longer than 1,024 pixels. Colours are
    /// averaged to grey. One pass over the pixels; what is left over at the right and the bottom is dropped.
    package init(_ pixels: UnsafeRawBufferPointer, _ layout: PictureLayout) {
        precondition(pixels.count >= layout.byteCount, "fewer pixels than the layout says")
        if layout.bitsAllocated == 8 {
            unsafe self.init(averaging: pixels.bindMemory(to: UInt8.self), layout)
        } else {
            unsafe self.init(averaging: pixels.bindMemory(to: UInt16.self), layout)
        }
    }

    private init<Sample: FixedWidthInteger & UnsignedInteger>(
        averaging samples: UnsafeBufferPointer<Sample>, _ layout: PictureLayout
    ) {
        let side = (max(layout.width, layout.height) + Self.longestSide - 1) / Self.longestSide
        let width = max(1, layout.width / side)
        let height = max(1, layout.height / side)
        let columns = min(side, layout.width)
        let rows = min(side, layout.height)
        let stride = layout.width * layout.samplesPerPixel
        let across = columns * layout.samplesPerPixel
        let full = Float(1 << layout.bitsStored - 1) * Float(across * rows)
        let values = unsafe [Float](unsafeUninitializedCapacity: width * height) { values, count in
            var sums = [UInt32](repeating: 0, count: stride)
            unsafe sums.withUnsafeMutableBufferPointer { sums in
                for y in 0..<height {
                    let first = unsafe UnsafeBufferPointer(rebasing: samples[(y * rows * stride)...])
                    for x in 0..<stride { unsafe sums[x] = UInt32(truncatingIfNeeded: first[x]) }
                    for row in 1..<max(1, rows) {
                        let line = unsafe UnsafeBufferPointer(rebasing: first[(row * stride)...])
                        for x in 0..<stride { unsafe sums[x] &+= UInt32(truncatingIfNeeded: line[x]) }
                    }
                    var place = 0
                    for x in 0..<width {
                        var sum: UInt32 = 0
                        for _ in 0..<across {
                            unsafe sum &+= sums[place]
                            place += 1
                        }
                        let share = min(1, Float(sum) / full)
                        unsafe values[y * width + x] = layout.isInverted ? 1 - share : share
                    }
                }
            }
            count = width * height
        }
        self.init(width: width, height: height, values: values)
    }
}
