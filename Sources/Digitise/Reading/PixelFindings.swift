import DICOM
import FilmModel

/// What one look over the decoded pixels finds: their range, their digests.
package struct PixelFindings: Sendable, Hashable {
    /// Smallest and largest stored value.
    package let minimum: Int
    package let maximum: Int
    /// Bits that the values take.
    package let bitsStored: Int
    /// By how many bits the file had the values too high; they were moved down.
    package let shift: Int
    /// The stored values from black to white (or from white to black) between which a viewer is to show the picture; nil
    /// for colours.
    package let window: ClosedRange<Int>?
    /// Whether the manifest or the file declares fewer bits than the values take.
    package let bitsAreContradicted: Bool
    /// The `QuickDigest` of the pixels as stored: what a read-back is compared with.
    package let pixelDigest: String
    /// The `QuickDigest` of the picture with bit depth and polarity normalised: equal for equal pictures, whatever form the file gave them.
    package let pictureDigest: String

    init(
        _ pixels: borrowing PixelStore, _ header: PageHeader, _ range: PixelRange, _ depth: BitDepth,
        window: ClosedRange<Int>
    ) {
        minimum = range.minimum >> depth.shift
        maximum = range.maximum >> depth.shift
        self.window = header.photometric == .rgb ? nil : window
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
        pixelDigest = pass.exact.text
        pictureDigest = pass.picture.text
    }

    /// One pass over the pixels for both digests, in pieces that stay in the processor's cache.
    private struct DigestPass: ~Copyable {
        var exact = QuickDigest()
        var picture: PictureDigest
        private static let piece = 16_384

        init(_ header: PageHeader, bits: Int) { picture = PictureDigest(header, bits: bits) }

        mutating func run<Sample: FixedWidthInteger & UnsignedInteger>(
            over samples: UnsafeBufferPointer<Sample>
        ) {
            for start in stride(from: 0, to: samples.count, by: Self.piece) {
                let end = min(start + Self.piece, samples.count)
                let piece = unsafe UnsafeBufferPointer(rebasing: samples[start..<end])
                unsafe exact.update(UnsafeRawBufferPointer(piece))
                unsafe picture.update(piece)
            }
        }
    }
}
