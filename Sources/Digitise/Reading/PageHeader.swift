package import FilmModel

/// What a page's header says of its pixels, found fit to be decoded. A page of colours may turn out grey once
/// it is decoded; then the scan's own header says so.
package struct PageHeader: Sendable, Hashable {
    /// How stored values become grey or colour (PS3.3 C.7.6.3.1.2).
    package enum Photometric: String, Sendable {
        case monochrome1 = "MONOCHROME1"
        case monochrome2 = "MONOCHROME2"
        case rgb = "RGB"
    }

    /// Columns and rows of the upright picture.
    package var width: Int
    package var height: Int
    /// 8 or 16.
    package var bitsAllocated: Int
    /// Bits of a sample as it is stored: 1 to 16.
    package var bitsPerSample: Int
    package var samplesPerPixel: Int
    package var photometric: Photometric
    /// Spacing in the film plane: of a probed page what the file states with a unit, of a scan what can be believed of
    /// that or of its row.
    package var spacing: PixelSpacing?
    /// What the file's Exif block states beside a resolution that the format has itself.
    package var exifSpacing: PixelSpacing?
    /// Whether the file held the pixels lossily compressed.
    package var loss: LossHistory
    /// Bits in use where the file itself says that they are fewer than a sample has (TIFF's MaxSampleValue,
    /// PNG's sBIT).
    package var significantBits: Int?
    /// Whether the file states an orientation that its format does not define: the picture stands as it is stored.
    package var orientationIsUnknown = false

    /// Bytes of the decoded pixels.
    package var pixelBytes: Int { width * height * samplesPerPixel * (bitsAllocated / 8) }
}
