import DICOM

/// What one look over the decoded pixels finds: their range, their digests.
package struct PixelFindings: Sendable, Hashable {
    /// Smallest and largest stored value.
    package let minimum: Int
    package let maximum: Int
    /// Bits that the values take.
    package let bitsStored: Int
    /// By how many bits the file had the values too high; they were moved down.
    package let shift: Int
    /// Whether the manifest or the file declares fewer bits than the values take.
    package let bitsAreContradicted: Bool
    /// SHA-256 of the pixels as stored, in hexadecimal: what a read-back is compared with.
    package let pixelDigest: String
    /// SHA-256 of the picture with bit depth and polarity normalised, in hexadecimal: equal for equal
    /// pictures, whatever form the file gave them.
    package let pictureDigest: String

    init(_ pixels: borrowing PixelStore, _ header: PageHeader, _ range: PixelRange, _ depth: BitDepth) {
        minimum = range.minimum >> depth.shift
        maximum = range.maximum >> depth.shift
        bitsStored = depth.bitsStored
        shift = depth.shift
        bitsAreContradicted = depth.isContradicted
        var digests = TwinDigest()
        var form = PictureForm(header, bits: depth.bitsStored)
        let count = header.pixelBytes
        unsafe pixels.withBytes { bytes in
            if header.bitsAllocated == 16 {
                unsafe bytes[..<count].withMemoryRebound(to: UInt16.self) {
                    unsafe Self.take($0, as: &form, into: &digests)
                }
            } else {
                unsafe bytes[..<count].withMemoryRebound(to: UInt8.self) {
                    unsafe Self.take($0, as: &form, into: &digests)
                }
            }
        }
        (pixelDigest, pictureDigest) = digests.finalize()
    }

    /// Samples in a piece that stays in the processor's cache.
    private static let piece = 16_384

    /// One pass over the samples for both digests: as they are, and in the picture's form.
    private static func take<Sample: FixedWidthInteger & UnsignedInteger>(
        _ samples: UnsafeBufferPointer<Sample>, as form: inout PictureForm, into digests: inout TwinDigest
    ) {
        let empty = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
        unsafe form.opening.withUnsafeBytes { unsafe digests.update(empty, $0) }
        for start in stride(from: 0, to: samples.count, by: piece) {
            let end = min(start + piece, samples.count)
            let exact = unsafe UnsafeBufferPointer(rebasing: samples[start..<end])
            unsafe form.bytes(of: exact) { unsafe digests.update(UnsafeRawBufferPointer(exact), $0) }
        }
    }

    static func hex(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
