import CLibTIFF
import FilmModel

extension TIFFHandle {
    private var compression: TIFFCompression {
        TIFFCompression(scheme: Int32(unsafe fm_tiff_compression(tiff)))
    }

    /// Refuses codecs that can't be trusted with a film, by their names.
    func checkCompression() throws(DigitiseError) {
        guard compression.isTaken else {
            throw DigitiseError(.pixelFormat, "the compression is \(compression.name), which is not taken")
        }
    }

    /// Whether the page's codec loses anything. Refuses what the codec can't hold, and a file that is too small for what
    /// it declares: nothing is allocated on the word of a few hundred bytes.
    func loss(_ plan: PagePlan) throws(DigitiseError) -> LossHistory {
        let compression = compression
        if let stranger = strangerName(compression.scheme) {
            throw DigitiseError(.pixelFormat, "the compression is \(stranger), which is not taken")
        }
        if let form = compression.refusal(plan.layout) {
            throw DigitiseError(
                .pixelFormat, "the compression is \(compression.name), which is taken for \(form) alone")
        }
        guard !sizesAreGuessed else {
            throw DigitiseError(
                .truncated, "the file is damaged: its strip lengths are missing or do not match its data")
        }
        if let most = compression.expansion(rowBytes: plan.layout.rowBytes(plan.layout.width)) {
            guard plan.layout.packedBytes / most <= length else {
                throw DigitiseError(.truncated, "the file is too small for the pixels that it declares")
            }
        }
        try checkParts(plan.layout)
        switch compression.scheme {
        case COMPRESSION_JPEG: return .jpeg(decoded: plan.layout.packedBytes, stored: storedBytes)
        case COMPRESSION_WEBP: return webPLoss(plan.layout.packedBytes)
        case COMPRESSION_LERC: return .unknown
        default: return .none
        }
    }

    /// What the page's first strip or tile is called where its codec has forms that are not taken; nil where it is taken.
    private func strangerName(_ scheme: Int32) -> String? {
        guard let part = unsafe firstPart else { return nil }
        switch scheme {
        case COMPRESSION_JPEG: return unsafe JPEGFrame(part)?.strangerName
        // Codes from the low bit up, as before TIFF 5.0: the first one is Clear, 256.
        case COMPRESSION_LZW:
            guard part.count >= 2, unsafe part[0] == 0, unsafe part[1] & 1 == 1 else { return nil }
            return "old-style LZW"
        default: return nil
        }
    }

    /// WebP's lossless form is told by its first chunk (RFC 9649 2.6).
    private func webPLoss(_ decoded: Int) -> LossHistory {
        guard let start = unsafe firstPart, start.count >= 16 else { return .unknown }
        switch unsafe String(decoding: start[12..<16], as: UTF8.self) {
        case "VP8L": return .none
        case "VP8 ": return .lossy(ratio: Double(decoded) / Double(max(1, storedBytes)), method: nil)
        default: return .unknown
        }
    }

    /// Strips or tiles that the page needs.
    var parts: UInt32 {
        unsafe TIFFIsTiled(tiff) != 0 ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff)
    }

    /// Bytes of the page's strips or tiles in the file.
    private var storedBytes: Int {
        // Each part has its entry in the file.
        guard Int(parts) <= length else { return 0 }
        return Int(
            clamping: (0..<parts).reduce(UInt64(0)) {
                unsafe $0 &+ min(TIFFGetStrileByteCount(tiff, $1), UInt64(length))
            })
    }

    /// The first strip or tile as it lies in the file; nil where it lies in no file.
    private var firstPart: UnsafeRawBufferPointer? {
        guard parts > 0 else { return nil }
        return unsafe part(at: TIFFGetStrileOffset(tiff, 0), TIFFGetStrileByteCount(tiff, 0))
    }
}
