import Crypto
package import DICOM

/// What one look over the decoded pixels finds: their range, their digests.
package struct PixelFindings: Sendable, Hashable {
    /// Smallest and largest stored value.
    package let minimum: Int
    package let maximum: Int
    /// Bits Stored (0028,0101).
    package let bitsStored: Int
    /// SHA-256 of the pixels as stored, in hexadecimal: what a read-back is compared with.
    package let pixelDigest: String
    /// SHA-256 of the picture with bit depth and polarity normalised, in hexadecimal: equal for equal
    /// pictures, whatever form the file gave them.
    package let pictureDigest: String

    /// Whether every pixel has the same value.
    package var isBlank: Bool { minimum == maximum }

    package init(_ pixels: borrowing PixelStore, _ header: PageHeader, declaredBits: Int?) {
        // Fewer bits than allocated only where the manifest says so, and the values agree.
        if let declaredBits, (9..<16).contains(declaredBits), header.bitsAllocated == 16,
            let findings = Self(pixels, header, bits: declaredBits)
        {
            self = findings
        } else if let findings = Self(pixels, header, bits: header.bitsAllocated) {
            self = findings
        } else {
            preconditionFailure("a value above what its type holds")
        }
    }

    /// Nil where a value takes more than `bits`.
    private init?(_ pixels: borrowing PixelStore, _ header: PageHeader, bits: Int) {
        var pass = Pass(header, bits: bits)
        let count = header.pixelBytes
        let fits = unsafe pixels.withBytes { bytes in
            if header.bitsAllocated == 16 {
                return unsafe pass.run(over: bytes[..<count].withMemoryRebound(to: UInt16.self) { unsafe $0 })
            }
            return unsafe pass.run(over: bytes[..<count].withMemoryRebound(to: UInt8.self) { unsafe $0 })
        }
        guard fits else { return nil }
        minimum = pass.low
        maximum = pass.high
        bitsStored = bits
        pixelDigest = Self.hex(pass.exact.finalize())
        pictureDigest = pass.picture.finalize()
    }

    /// One pass over the pixels, in pieces that stay in the processor's cache for every step.
    private struct Pass {
        var low = Int.max
        var high = 0
        var exact = SHA256()
        var picture: PictureDigest
        private let bits: Int
        private static let piece = 16_384

        init(_ header: PageHeader, bits: Int) {
            self.bits = bits
            picture = PictureDigest(header, bits: bits)
        }

        /// False, part-way, where a value takes more than the bits.
        mutating func run<Sample: FixedWidthInteger & UnsignedInteger>(
            over samples: UnsafeBufferPointer<Sample>
        ) -> Bool {
            for start in stride(from: 0, to: samples.count, by: Self.piece) {
                let end = min(start + Self.piece, samples.count)
                let piece = unsafe UnsafeBufferPointer(rebasing: samples[start..<end])
                var smallest = Sample.max
                var largest = Sample.min
                for index in 0..<piece.count {
                    let sample = unsafe piece[index]
                    smallest = min(smallest, sample)
                    largest = max(largest, sample)
                }
                low = min(low, Int(smallest))
                high = max(high, Int(largest))
                guard high < 1 << bits else { return false }
                unsafe exact.update(bufferPointer: UnsafeRawBufferPointer(piece))
                unsafe picture.update(piece)
            }
            return true
        }
    }

    static func hex(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
