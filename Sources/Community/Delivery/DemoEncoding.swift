import Digitise

/// The forms in which bureaus deliver scans.
package enum DemoEncoding: CaseIterable, Sendable {
    case bits8, stored12, white16, lzw12, deflate12, tiled12, big12, deflateTiled8, lzwCentimetres16

    /// What the manifest must say, because the file cannot.
    var bitsStored: Int? {
        switch self {
        case .stored12, .lzw12, .deflate12, .tiled12, .big12: 12
        case .bits8, .white16, .deflateTiled8, .lzwCentimetres16: nil
        }
    }

    var container: TIFFWriter.Container { self == .big12 ? .big : .classic }

    /// One form comes from a machine that writes the high byte first, and says no resolution.
    var byteOrder: TIFFWriter.ByteOrder { self == .tiled12 ? .bigEndian : .littleEndian }
    var saysResolution: Bool { self != .tiled12 }

    /// The picture as a page of this form, `spacing` in millimetres.
    func page(of picture: PhantomPicture, spacing: Double) -> TIFFPage {
        var page = TIFFPage(
            width: picture.width, height: picture.height, pixels: [],
            resolution: .dotsPerInch(25.4 / spacing))
        switch self {
        case .bits8, .deflateTiled8:
            page.bits = 8
            page.pixels = picture.reducedTo8Bits()
        case .white16:
            page.photometric = .minIsWhite
            page.pixels = picture.spreadTo16Bits().map { ~$0 }
        case .lzwCentimetres16:
            page.resolution = .dotsPerCentimetre(10 / spacing)
            page.pixels = picture.spreadTo16Bits()
        case .stored12, .lzw12, .deflate12, .tiled12, .big12: page.pixels = picture.pixels
        }
        switch self {
        case .lzw12: page.compression = .lzw(predictor: true)
        case .lzwCentimetres16: page.compression = .lzw(predictor: true)
        case .deflate12, .deflateTiled8: page.compression = .deflate(predictor: true)
        case .bits8, .stored12, .white16, .tiled12, .big12: page.compression = .none
        }
        switch self {
        case .tiled12, .deflateTiled8: page.layout = .tiles
        default: page.layout = .strips(rows: 64)
        }
        if !saysResolution { page.resolution = .withoutUnit(1) }
        return page
    }
}
