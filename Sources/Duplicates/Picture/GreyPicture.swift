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
                    let line = unsafe UnsafeMutableBufferPointer(
                        rebasing: values[(y * width)..<((y + 1) * width)])
                    unsafe Self.average(UnsafeBufferPointer(sums), across, full, into: line)
                    if layout.isInverted { for x in 0..<width { unsafe line[x] = 1 - line[x] } }
                }
            }
            count = width * height
        }
        self.init(width: width, height: height, values: values)
    }

    /// Sums of so many neighbours each, as shares of full scale. The usual numbers of neighbours have loops of
    /// their own, which the processor runs several pixels at a time.
    private static func average(
        _ sums: UnsafeBufferPointer<UInt32>, _ across: Int, _ full: Float,
        into line: UnsafeMutableBufferPointer<Float>
    ) {
        func share(_ sum: UInt32) -> Float { min(1, Float(sum) / full) }
        switch across {
        case 1: for x in line.indices { unsafe line[x] = share(sums[x]) }
        case 2: for x in line.indices { unsafe line[x] = share(sums[2 * x] &+ sums[2 * x + 1]) }
        case 3:
            for x in line.indices {
                unsafe line[x] = share(sums[3 * x] &+ sums[3 * x + 1] &+ sums[3 * x + 2])
            }
        case 4:
            for x in line.indices {
                let near = unsafe sums[4 * x] &+ sums[4 * x + 1]
                unsafe line[x] = share(near &+ sums[4 * x + 2] &+ sums[4 * x + 3])
            }
        default:
            for x in line.indices {
                var sum: UInt32 = 0
                for place in x * across..<(x + 1) * across { unsafe sum &+= sums[place] }
                unsafe line[x] = share(sum)
            }
        }
    }
}
