/// Takes rows as a decoder gives them apart into samples of 8 or 16 bits, and puts the colours where they
/// belong. An alpha channel is let go where it is opaque, and only there.
struct SampleUnpacker {
    private let layout: SampleLayout
    private var line: [UInt16]
    /// Whether some pixel's alpha is less than opaque.
    private(set) var isTransparent = false

    init(_ layout: SampleLayout, widest: Int) {
        self.layout = layout
        line = [UInt16](repeating: 0, count: widest * layout.samplesInRow)
    }

    /// Unpacks `pixels` pixels of one row, of plane `plane` where planes are apart, to `x`, `y` of `store`.
    mutating func unpack(
        _ row: UnsafeRawBufferPointer, pixels: Int, plane: Int, x: Int, y: Int,
        into store: UnsafeMutableRawBufferPointer
    ) {
        let samples = layout.samplesInRow
        unsafe read(row, count: pixels * samples)
        let full = UInt16(truncatingIfNeeded: (1 << layout.bits) - 1)
        let first = (y * layout.width + x) * layout.colours
        for sample in 0..<samples {
            let colour = layout.isPlanar ? plane : sample
            if colour >= layout.colours {
                for pixel in 0..<pixels where line[pixel * samples + sample] != full { isTransparent = true }
            } else if layout.bitsAllocated == 8 {
                for pixel in 0..<pixels {
                    unsafe store[first + pixel * layout.colours + colour] = UInt8(
                        truncatingIfNeeded: line[pixel * samples + sample])
                }
            } else {
                for pixel in 0..<pixels {
                    unsafe store.storeBytes(
                        of: line[pixel * samples + sample],
                        toByteOffset: (first + pixel * layout.colours + colour) * 2, as: UInt16.self)
                }
            }
        }
    }

    /// The row's samples, of native order where they fill whole bytes, else packed from the high bit down.
    private mutating func read(_ row: UnsafeRawBufferPointer, count: Int) {
        switch layout.bits {
        case 8: for index in 0..<count { line[index] = UInt16(unsafe row[index]) }
        case 16:
            for index in 0..<count {
                line[index] = unsafe row.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)
            }
        default:
            let bits = layout.bits
            let mask = UInt32(1) << UInt32(bits) - 1
            var gathered: UInt32 = 0
            var have = 0
            var next = 0
            for index in 0..<count {
                while have < bits {
                    gathered = gathered << 8 | UInt32(unsafe row[next])
                    next += 1
                    have += 8
                }
                have -= bits
                line[index] = UInt16(truncatingIfNeeded: gathered >> UInt32(have) & mask)
            }
        }
        guard layout.hasDifferences else { return }
        let samples = layout.samplesInRow
        let mask = UInt16(truncatingIfNeeded: (1 << layout.bits) - 1)
        for index in stride(from: samples, to: count, by: 1) {
            line[index] = (line[index] &+ line[index - samples]) & mask
        }
    }
}
