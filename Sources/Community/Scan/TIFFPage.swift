/// One grey page to be written as TIFF: its pixels, and the form they take in the file.
package struct TIFFPage: Sendable {
    /// PhotometricInterpretation (TIFF 6.0, tag 262). The samples are written as they are given.
    package enum Photometric: Sendable, Hashable { case minIsBlack, minIsWhite }

    /// Compression (tag 259), with the horizontal predictor (tag 317) or without.
    package enum Compression: Sendable, Hashable {
        case none
        case lzw(predictor: Bool)
        case deflate(predictor: Bool)
    }

    /// How the pixels lie in the file.
    package enum Layout: Sendable, Hashable {
        case strips(rows: Int)
        /// Tiles of 256 × 256 pixels; what lies beyond the page's edge is zero.
        case tiles
    }

    /// XResolution and YResolution (tags 282, 283) with their unit (tag 296).
    package enum Resolution: Sendable, Hashable {
        case dotsPerInch(Double)
        case dotsPerCentimetre(Double)
        /// Values whose unit is "none": they say nothing about size.
        case withoutUnit(Double)
    }

    package var width: Int
    package var height: Int
    /// Row by row from the top left, `width * height` samples, none above what `bits` can hold.
    package var pixels: [UInt16]
    /// BitsPerSample (tag 258): 8 or 16.
    package var bits: Int
    package var photometric: Photometric
    package var compression: Compression
    package var layout: Layout
    package var resolution: Resolution?
    /// DateTime (tag 306), `YYYY:MM:DD HH:MM:SS`; absent unless given, so that equal pages give equal bytes.
    package var dateTime: String?

    package init(
        width: Int, height: Int, pixels: [UInt16], bits: Int = 16, photometric: Photometric = .minIsBlack,
        compression: Compression = .none, layout: Layout = .strips(rows: 64), resolution: Resolution? = nil,
        dateTime: String? = nil
    ) {
        self.width = width
        self.height = height
        self.pixels = pixels
        self.bits = bits
        self.photometric = photometric
        self.compression = compression
        self.layout = layout
        self.resolution = resolution
        self.dateTime = dateTime
    }
}
