import DICOM

/// A page's picture scaled down by a whole number, so that its longer side has at most 512 pixels: grey, 0 to
/// 1, white high, whatever form the page has, as its window shows it. What the checks look at.
struct SmallPicture {
    private(set) var width: Int
    private(set) var height: Int
    /// Row by row.
    private(set) var values: [Float]
    /// Pixels of the page in one of the picture's, along each side.
    let factor: Int

    static let longestSide = 512

    /// Scales a page down by averaging; 0 and 1 are the ends of the values that are shown.
    init(_ pixels: borrowing PixelStore, _ header: PageHeader, shown: ClosedRange<Int>) {
        let factor = max(1, (max(header.width, header.height) + Self.longestSide - 1) / Self.longestSide)
        self.factor = factor
        width = (header.width + factor - 1) / factor
        height = (header.height + factor - 1) / factor
        values = [Float](repeating: 0, count: width * height)
        unsafe pixels.withBytes { bytes in
            let bytes = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<header.pixelBytes])
            if header.bitsAllocated == 16 {
                unsafe bytes.withMemoryRebound(to: UInt16.self) { unsafe average($0, header) }
            } else {
                unsafe bytes.withMemoryRebound(to: UInt8.self) { unsafe average($0, header) }
            }
        }
        let (black, full) = (Float(shown.lowerBound), Float(max(1, shown.count - 1)))
        let isInverted = header.photometric == .monochrome1
        for index in values.indices {
            // A frame may lie beyond what the film takes.
            let share = min(1, max(0, (values[index] - black) / full))
            values[index] = isInverted ? 1 - share : share
        }
    }

    init(width: Int, height: Int, values: [Float], factor: Int = 1) {
        (self.width, self.height, self.values, self.factor) = (width, height, values, factor)
    }

    /// The sums of the samples under each pixel, divided by how many there are. Rows are added up first, whole:
    /// that is what the processor's vectors do well.
    private mutating func average<Sample: FixedWidthInteger & UnsignedInteger>(
        _ samples: UnsafeBufferPointer<Sample>, _ header: PageHeader
    ) {
        let perPixel = header.samplesPerPixel
        let lineLength = header.width * perPixel
        var line = [UInt32](repeating: 0, count: lineLength)
        for top in 0..<height {
            let rows = min(factor, header.height - top * factor)
            unsafe line.withUnsafeMutableBufferPointer { line in
                unsafe line.update(repeating: 0)
                for row in top * factor..<top * factor + rows {
                    let source = unsafe UnsafeBufferPointer(
                        rebasing: samples[row * lineLength..<(row + 1) * lineLength])
                    for index in 0..<lineLength {
                        unsafe line[index] &+= UInt32(truncatingIfNeeded: source[index])
                    }
                }
                // So many rows and columns of 16 bits can't sum up to more than 32 bits hold.
                let whole = perPixel == 1 && factor < 256 ? header.width / factor : 0
                for column in 0..<whole {
                    var sum: UInt32 = 0
                    for place in 0..<factor { unsafe sum &+= line[column * factor + place] }
                    values[top * width + column] = Float(sum) / Float(rows * factor)
                }
                for column in whole..<width {
                    let pixels = column * factor..<min((column + 1) * factor, header.width)
                    let sum = unsafe Self.sum(UnsafeBufferPointer(line), pixels, perPixel)
                    values[top * width + column] = Float(sum) / Float(rows * pixels.count)
                }
            }
        }
    }

    /// The sum of a line's pixels: grey, or luminance.
    private static func sum(
        _ line: UnsafeBufferPointer<UInt32>, _ pixels: Range<Int>, _ perPixel: Int
    ) -> UInt64 {
        var sum: UInt64 = 0
        if perPixel == 1 {
            for index in pixels { unsafe sum &+= UInt64(line[index]) }
            return sum
        }
        for index in pixels {
            // ITU-R BT.601, in 256ths.
            let (red, green, blue) = unsafe (line[index * 3], line[index * 3 + 1], line[index * 3 + 2])
            sum &+= (UInt64(red) * 77 + UInt64(green) * 150 + UInt64(blue) * 29) >> 8
        }
        return sum
    }
}
