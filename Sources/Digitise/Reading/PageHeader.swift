package import FilmModel

/// What a page's header says of its pixels, found fit to be decoded.
package struct PageHeader: Sendable, Hashable {
    /// How stored values become grey or colour (PS3.3 C.7.6.3.1.2).
    package enum Photometric: String, Sendable {
        case monochrome1 = "MONOCHROME1"
        case monochrome2 = "MONOCHROME2"
        case rgb = "RGB"
    }

    package var width: Int
    package var height: Int
    /// 8 or 16.
    package var bitsAllocated: Int
    /// Bits that the file declares for a sample.
    package var bitsPerSample: Int
    package var samplesPerPixel: Int
    package var photometric: Photometric
    /// Spacing in the film plane where the file states a unit; unit "none" is no spacing.
    package var spacing: PixelSpacing?
    /// Decoded to stored bytes where the file holds the pixels lossily compressed (JPEG), else nil.
    package var lossyRatio: Double?

    /// Bytes of the decoded pixels.
    package var pixelBytes: Int { width * height * samplesPerPixel * (bitsAllocated / 8) }
}
