import DICOM

/// A page's picture scaled down by a whole number, so that its longer side has at most 512 pixels: grey, 0 to
/// 1, white high, whatever form the page has. What checks and the perceptual hash look at.
struct SmallPicture {
    private(set) var width: Int
    private(set) var height: Int
    /// Row by row.
    private(set) var values: [Float]
    /// Pixels of the page in one of the picture's, along each side.
    let factor: Int

    static let longestSide = 512

    /// Scales a page down by averaging.
    init(_ pixels: borrowing PixelStore, _ header: PageHeader, bits: Int) {
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
        let full = Float((1 << bits) - 1)
        let isInverted = header.photometric == .monochrome1
        for index in values.indices {
            let share = values[index] / full
            values[index] = isInverted ? 1 - share : share
        }
    }

    init(width: Int, height: Int, values: [Float], factor: Int = 1) {
        (self.width, self.height, self.values, self.factor) = (width, height, values, factor)
    }

    /// The sums of the samples under each pixel, divided by how many there are.
    private mutating func average<Sample: FixedWidthInteger & UnsignedInteger>(
        _ samples: UnsafeBufferPointer<Sample>, _ header: PageHeader
    ) {
        var sums = [UInt32](repeating: 0, count: width)
        let perPixel = header.samplesPerPixel
        for top in 0..<height {
            for index in sums.indices { sums[index] = 0 }
            let rows = min(factor, header.height - top * factor)
            for row in 0..<rows {
                let start = (top * factor + row) * header.width * perPixel
                unsafe sums.withUnsafeMutableBufferPointer { sums in
                    for column in 0..<width {
                        let from = start + column * factor * perPixel
                        let to = start + min((column + 1) * factor, header.width) * perPixel
                        var sum: UInt32 = 0
                        if perPixel == 1 {
                            for index in from..<to { unsafe sum &+= UInt32(samples[index]) }
                        } else {
                            for index in stride(from: from, to: to, by: 3) {
                                // Luminance (ITU-R BT.601), in 256ths.
                                let colour =
                                    unsafe UInt32(samples[index]) &* 77 &+ UInt32(samples[index + 1])
                                    &* 150 &+ UInt32(samples[index + 2]) &* 29
                                sum &+= colour >> 8
                            }
                        }
                        unsafe sums[column] &+= sum
                    }
                }
            }
            for column in 0..<width {
                let columns = min(factor, header.width - column * factor)
                values[top * width + column] = Float(sums[column]) / Float(rows * columns)
            }
        }
    }

    /// The part within these columns and rows.
    func cropped(_ columns: Range<Int>, _ rows: Range<Int>) -> SmallPicture {
        var part: [Float] = []
        part.reserveCapacity(columns.count * rows.count)
        for row in rows {
            part += values[row * width + columns.lowerBound..<row * width + columns.upperBound]
        }
        return SmallPicture(width: columns.count, height: rows.count, values: part, factor: factor)
    }
}
