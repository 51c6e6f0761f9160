package import FilmModel

/// What tells a good scan of a film from a poor one.
package struct ScanTraits: Sendable, Hashable, Codable {
    /// The scan's size, in pixels.
    package var width: Int
    package var height: Int
    /// The size of what is left without borders, in pixels of the scan.
    package var contentWidth: Int
    package var contentHeight: Int
    /// Bits that carry the picture.
    package var bitsStored: Int
    /// Distance of pixel centres on the film, where the scan says it.
    package var spacing: PixelSpacing?
    /// Share of the pixels at either end of full scale, 0 to 1.
    package var clippedShare: Double

    init(_ layout: PictureLayout, _ picture: GreyPicture, _ box: GreyPicture.Box) {
        width = layout.width
        height = layout.height
        contentWidth = box.width * layout.width / picture.width
        contentHeight = box.height * layout.height / picture.height
        bitsStored = layout.bitsStored
        spacing = layout.spacing
        clippedShare = Double(picture.clippedShare())
    }
}
