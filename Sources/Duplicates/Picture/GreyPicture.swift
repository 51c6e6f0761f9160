import CPixels

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
        let side = (max(layout.width, layout.height) + Self.longestSide - 1) / Self.longestSide
        let width = max(1, layout.width / side)
        let height = max(1, layout.height / side)
        let rows = min(side, layout.height)
        let line = layout.width * layout.samplesPerPixel
        let across = min(side, layout.width) * layout.samplesPerPixel
        let full = Float(1 << layout.bitsStored - 1) * Float(across * rows)
        let isInverted: Int32 = layout.isInverted ? 1 : 0
        var sums = [UInt32](repeating: 0, count: line)
        let values = unsafe [Float](unsafeUninitializedCapacity: width * height) { values, count in
            guard let values = values.baseAddress else { return }
            if layout.bitsAllocated == 8, let samples = unsafe pixels.bindMemory(to: UInt8.self).baseAddress {
                unsafe fmp_average_8(
                    samples, line, across, rows, width, height, full, isInverted, &sums, values)
                count = width * height
            } else if let samples = unsafe pixels.bindMemory(to: UInt16.self).baseAddress {
                unsafe fmp_average_16(
                    samples, line, across, rows, width, height, full, isInverted, &sums, values)
                count = width * height
            }
        }
        self.init(width: width, height: height, values: values)
    }
}
