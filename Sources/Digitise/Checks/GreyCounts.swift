import DICOM

/// How often each stored value occurs, counted on evenly spread rows: at most about a million samples. Of all samples, of
/// those that have the texture of a film, and of those in the picture's middle.
struct GreyCounts {
    private(set) var all: [UInt32]
    /// Samples that differ a little from the ones around them. The plateaus of frames and step wedges differ not at all,
    /// and the edges of lettering by much.
    private(set) var textured: [UInt32]
    /// Samples of the middle half of rows and columns, where no frame or wedge lies.
    private(set) var middle: [UInt32]

    init(_ pixels: borrowing PixelStore, _ header: PageHeader, bits: Int) {
        let values = header.bitsAllocated == 8 ? 256 : 65_536
        all = [UInt32](repeating: 0, count: values)
        (textured, middle) = (all, all)
        let step = max(1, header.width * header.samplesPerPixel * header.height / 1_000_000)
        // A sixty-fourth of the scale.
        let little = max(2, 1 << bits / 64)
        unsafe pixels.withBytes { bytes in
            let bytes = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<header.pixelBytes])
            if header.bitsAllocated == 8 {
                unsafe bytes.withMemoryRebound(to: UInt8.self) { unsafe count($0, header, step, little) }
            } else {
                unsafe bytes.withMemoryRebound(to: UInt16.self) { unsafe count($0, header, step, little) }
            }
        }
    }

    private mutating func count<Sample: FixedWidthInteger & UnsignedInteger>(
        _ samples: UnsafeBufferPointer<Sample>, _ header: PageHeader, _ step: Int, _ little: Int
    ) {
        let (perPixel, width) = (header.samplesPerPixel, header.width)
        let rowSamples = width * perPixel
        let columns = width / 4 * perPixel..<(width - width / 4) * perPixel
        let rows = header.height / 4..<header.height - header.height / 4
        unsafe all.withUnsafeMutableBufferPointer { all in
            unsafe textured.withUnsafeMutableBufferPointer { textured in
                unsafe middle.withUnsafeMutableBufferPointer { middle in
                    for row in stride(from: 0, to: header.height, by: step) {
                        let start = row * rowSamples
                        for index in start..<start + rowSamples { unsafe all[Int(samples[index])] &+= 1 }
                        if rows.contains(row) {
                            for index in columns { unsafe middle[Int(samples[start + index])] &+= 1 }
                        }
                        guard row > 0, row < header.height - 1 else { continue }
                        for index in start + perPixel..<max(start + perPixel, start + rowSamples - perPixel) {
                            let value = unsafe Int(samples[index])
                            let left = unsafe abs(value - Int(samples[index - perPixel]))
                            let right = unsafe abs(value - Int(samples[index + perPixel]))
                            let above = unsafe abs(value - Int(samples[index - rowSamples]))
                            let below = unsafe abs(value - Int(samples[index + rowSamples]))
                            let most = max(max(left, right), max(above, below))
                            unsafe textured[value] &+= most > 0 && most <= little ? 1 : 0
                        }
                    }
                }
            }
        }
    }
}
