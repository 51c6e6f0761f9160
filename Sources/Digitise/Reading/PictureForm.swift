/// A picture in the one form by which it is recognised: 16 bits a sample, scaled so that full scale is full scale
/// (an 8-bit value v is v × 257), white high. A grey value's meaning is its share of full scale, so equal pictures
/// have equal digests of this form whatever depth and polarity their files gave them.
struct PictureForm {
    /// From stored value to normalised value; nil where they are the same.
    private let table: [UInt16]?
    private var line: [UInt16] = []
    /// What the form begins with: the picture's width, height and samples a pixel, each in 32 bits.
    let opening: [UInt8]

    init(_ header: PageHeader, bits: Int) {
        let isInverted = header.photometric == .monochrome1
        table = bits == 16 && !isInverted ? nil : Self.normalising(bits: bits, isInverted: isInverted)
        opening = [header.width, header.height, header.samplesPerPixel].flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
    }

    /// Gives the bytes of the next samples in this form; none may be above what `bits` holds.
    mutating func bytes(
        of samples: UnsafeBufferPointer<some FixedWidthInteger & UnsignedInteger>,
        _ use: (UnsafeRawBufferPointer) -> Void
    ) {
        guard let table else { return unsafe use(UnsafeRawBufferPointer(samples)) }
        if line.count < samples.count { line = [UInt16](repeating: 0, count: samples.count) }
        unsafe table.withUnsafeBufferPointer { table in
            unsafe line.withUnsafeMutableBufferPointer { line in
                for index in samples.indices { unsafe line[index] = table[Int(samples[index])] }
                unsafe use(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: line[..<samples.count])))
            }
        }
    }

    private static func normalising(bits: Int, isInverted: Bool) -> [UInt16] {
        let full = 1 << bits - 1
        return (0...full).map { UInt16(((isInverted ? full - $0 : $0) * 65_535 + full / 2) / full) }
    }
}
