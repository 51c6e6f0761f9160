package import FilmModel

/// How decoded pixels lie in memory: row by row from the top left, samples interleaved, native byte order.
package struct PictureLayout: Sendable, Hashable {
    package var width: Int
    package var height: Int
    /// 1 (grey) or 3 (RGB).
    package var samplesPerPixel: Int
    /// 8 or 16.
    package var bitsAllocated: Int
    /// Bits that carry the picture; full scale is `2^bitsStored - 1`.
    package var bitsStored: Int
    /// Whether the smallest value is white (MONOCHROME1, PS3.3 C.7.6.3.1.2).
    package var isInverted: Bool
    /// Distance of pixel centres on the film, where the scan says it.
    package var spacing: PixelSpacing?

    package init(
        width: Int, height: Int, samplesPerPixel: Int = 1, bitsAllocated: Int, bitsStored: Int? = nil,
        isInverted: Bool = false, spacing: PixelSpacing? = nil
    ) {
        self.width = width
        self.height = height
        self.samplesPerPixel = samplesPerPixel
        self.bitsAllocated = bitsAllocated
        self.bitsStored = bitsStored ?? bitsAllocated
        self.isInverted = isInverted
        self.spacing = spacing
    }

    var byteCount: Int { width * height * samplesPerPixel * (bitsAllocated / 8) }
}
