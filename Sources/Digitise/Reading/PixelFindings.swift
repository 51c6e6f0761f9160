import Crypto
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
        var pass = DigestPass(header, bits: depth.bitsStored)
        let count = header.pixelBytes
        unsafe pixels.withBytes { bytes in
            if header.bitsAllocated == 16 {
                unsafe bytes[..<count].withMemoryRebound(to: UInt16.self) { unsafe pass.run(over: $0) }
            } else {
                unsafe bytes[..<count].withMemoryRebound(to: UInt8.self) { unsafe pass.run(over: $0) }
            }
        }
        pixelDigest = Self.hex(pass.exact.finalize())
        pictureDigest = pass.picture.finalize()
    }

    /// One pass over the pixels for both digests, in pieces that stay in the processor's cache.
    private struct DigestPass {
        var exact = SHA256()
        var picture: PictureDigest
        private static let piece = 16_384

        init(_ header: PageHeader, bits: Int) { picture = PictureDigest(header, bits: bits) }

        mutating func run<Sample: FixedWidthInteger & UnsignedInteger>(
            over samples: UnsafeBufferPointer<Sample>
        ) {
            for start in stride(from: 0, to: samples.count, by: Self.piece) {
                let end = min(start + Self.piece, samples.count)
                let piece = unsafe UnsafeBufferPointer(rebasing: samples[start..<end])
                unsafe exact.update(bufferPointer: UnsafeRawBufferPointer(piece))
                unsafe picture.update(piece)
            }
        }
    }

    static func hex(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
