import CLibTIFF
import FilmModel

extension TIFFHandle {
    /// Whether the page's codec loses anything. Refuses codecs that can't be trusted with a film, and a file
    /// that is too small for what it declares: nothing is allocated on the word of a few hundred bytes.
    func loss(_ plan: PagePlan) throws(DigitiseError) -> LossHistory {
        let scheme = Int32(unsafe fm_tiff_compression(tiff))
        // The most bytes that a codec can make of one; 0 where there is no such bound.
        let expansion: Int
        switch scheme {
        case COMPRESSION_NONE: expansion = 1
        case COMPRESSION_PACKBITS: expansion = 64
        case COMPRESSION_DEFLATE, COMPRESSION_ADOBE_DEFLATE: expansion = 1_040
        case COMPRESSION_LZW: expansion = 2_731
        // A white row takes a bit in Group 4, a code in the others.
        case COMPRESSION_CCITTRLE, COMPRESSION_CCITTRLEW, COMPRESSION_CCITTFAX3, COMPRESSION_CCITTFAX4:
            expansion = 8 * plan.layout.rowBytes(plan.layout.width)
        case COMPRESSION_JPEG, COMPRESSION_LZMA, COMPRESSION_ZSTD, COMPRESSION_WEBP, COMPRESSION_LERC:
            expansion = 0
        default: throw DigitiseError(.pixelFormat, "compression \(scheme) is not taken")
        }
        guard !sizesAreGuessed else {
            throw DigitiseError(.truncated, "the file does not say truly how long its strips are")
        }
        guard expansion == 0 || plan.layout.packedBytes / expansion <= length else {
            throw DigitiseError(.truncated, "the file is too small for the pixels that it declares")
        }
        switch scheme {
        case COMPRESSION_JPEG: return .jpeg(decoded: plan.layout.packedBytes, stored: storedBytes)
        case COMPRESSION_WEBP: return webPLoss(plan.layout.packedBytes)
        case COMPRESSION_LERC: return .unknown
        default: return .none
        }
    }

    /// WebP's lossless form is told by its first chunk (RFC 9649 2.6).
    private func webPLoss(_ decoded: Int) -> LossHistory {
        let isTiled = unsafe TIFFIsTiled(tiff) != 0
        var start = [UInt8](repeating: 0, count: 16)
        let read = unsafe start.withUnsafeMutableBytes { bytes in
            unsafe isTiled
                ? TIFFReadRawTile(tiff, 0, bytes.baseAddress, 16)
                : TIFFReadRawStrip(tiff, 0, bytes.baseAddress, 16)
        }
        guard read == 16 else { return .unknown }
        switch String(decoding: start[12..<16], as: UTF8.self) {
        case "VP8L": return .none
        case "VP8 ": return .lossy(ratio: Double(decoded) / Double(max(1, storedBytes)), method: nil)
        default: return .unknown
        }
    }

    /// Bytes of the page's strips or tiles in the file.
    private var storedBytes: Int {
        let isTiled = unsafe TIFFIsTiled(tiff) != 0
        let parts = unsafe isTiled ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff)
        // Each part has its entry in the file.
        guard Int(parts) <= length else { return 0 }
        return Int(
            clamping: (0..<parts).reduce(UInt64(0)) {
                unsafe $0 &+ min(TIFFGetStrileByteCount(tiff, $1), UInt64(length))
            })
    }
}
