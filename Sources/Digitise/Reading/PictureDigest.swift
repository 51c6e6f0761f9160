import DICOM
import FilmModel

/// The digest of a picture in one form: 16 bits a sample, scaled so that full scale is full scale (an 8-bit
/// value v is v × 257), white high. A grey value's meaning is its share of full scale, so equal pictures have
/// equal digests whatever depth and polarity their files gave them.
struct PictureDigest: ~Copyable {
    private var digest = QuickDigest()
    /// Nil where stored values are the normalised ones.
    private let scale: FullScale?
    private var line: [UInt16] = []

    /// Starts with the picture's width, height and samples a pixel.
    init(_ header: PageHeader, bits: Int) {
        let isInverted = header.photometric == .monochrome1
        scale = bits == 16 && !isInverted ? nil : FullScale(bits: bits, isInverted: isInverted)
        for value in [header.width, header.height, header.samplesPerPixel] {
            unsafe withUnsafeBytes(of: UInt32(value).littleEndian) { unsafe digest.update($0) }
        }
    }

    /// Takes in the next samples; none may be above what `bits` holds.
    mutating func update(_ samples: UnsafeBufferPointer<some FixedWidthInteger & UnsignedInteger>) {
        guard let scale else { return unsafe digest.update(UnsafeRawBufferPointer(samples)) }
        if line.count < samples.count { line = [UInt16](repeating: 0, count: samples.count) }
        unsafe line.withUnsafeMutableBufferPointer { line in
            let line = unsafe UnsafeMutableBufferPointer(rebasing: line[..<samples.count])
            for index in 0..<samples.count {
                unsafe line[index] = scale.value(UInt16(truncatingIfNeeded: samples[index]))
            }
            unsafe digest.update(UnsafeRawBufferPointer(line))
        }
    }

    var text: String { digest.text }
}
