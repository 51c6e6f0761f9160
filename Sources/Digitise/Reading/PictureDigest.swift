import DICOM
import FilmModel

/// The digest of a picture in one form: 16 bits a sample, scaled so that full scale is full scale (an 8-bit
/// value v is v × 257), white high. A grey value's meaning is its share of full scale, so equal pictures have
/// equal digests whatever depth and polarity their files gave them.
struct PictureDigest: ~Copyable {
    private var digest = QuickDigest()
    /// From stored value to normalised value; nil where they are the same.
    private let table: [UInt16]?
    private var line: [UInt16] = []

    /// Starts with the picture's width, height and samples a pixel.
    init(_ header: PageHeader, bits: Int) {
        let isInverted = header.photometric == .monochrome1
        table = bits == 16 && !isInverted ? nil : Self.normalising(bits: bits, isInverted: isInverted)
        for value in [header.width, header.height, header.samplesPerPixel] {
            unsafe withUnsafeBytes(of: UInt32(value).littleEndian) { unsafe digest.update($0) }
        }
    }

    /// Takes in the next samples; none may be above what `bits` holds.
    mutating func update(_ samples: UnsafeBufferPointer<some FixedWidthInteger & UnsignedInteger>) {
        guard let table else { return unsafe digest.update(UnsafeRawBufferPointer(samples)) }
        if line.count < samples.count { line = [UInt16](repeating: 0, count: samples.count) }
        unsafe table.withUnsafeBufferPointer { table in
            unsafe line.withUnsafeMutableBufferPointer { line in
                for index in samples.indices { unsafe line[index] = table[Int(samples[index])] }
                unsafe digest.update(
                    UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: line[..<samples.count])))
            }
        }
    }

    var text: String { digest.text }

    private static func normalising(bits: Int, isInverted: Bool) -> [UInt16] {
        let full = 1 << bits - 1
        return (0...full).map { UInt16(((isInverted ? full - $0 : $0) * 65_535 + full / 2) / full) }
    }
}
