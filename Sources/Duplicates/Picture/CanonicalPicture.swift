/// A film's picture in one form, small enough to be kept for every film: without borders, at three sizes,
/// as details of equal contrast. Two scans of one film have almost equal canonical pictures, but for a turn,
/// a shift and a scale.
package struct CanonicalPicture: Sendable, Hashable {
    /// Where the film lies is found at this size, …
    let coarse: DetailMap
    /// … the place is made exact at this one, …
    let middle: PackedMap
    /// … and whether both show the same is decided at this one.
    let fine: PackedMap
    /// What the scan itself was like.
    package let scan: ScanTraits

    static let coarseSide = 52
    static let middleSide = 128
    static let fineSide = 384

    init(_ picture: GreyPicture, _ box: GreyPicture.Box, _ layout: PictureLayout) {
        func scaled(_ side: Int) -> GreyPicture {
            let size = GreyPicture.size(of: box, longSide: side)
            return picture.resampled(box, width: size.width, height: size.height)
        }
        fine = PackedMap(DetailMap(scaled(Self.fineSide), smoothing: 2, radius: 4))
        middle = PackedMap(DetailMap(scaled(Self.middleSide), smoothing: 1, radius: 3))
        coarse = DetailMap(scaled(Self.coarseSide), smoothing: 1, radius: 2)
        scan = ScanTraits(layout, picture, box)
    }

    init(coarse: DetailMap, middle: PackedMap, fine: PackedMap, scan: ScanTraits) {
        self.coarse = coarse
        self.middle = middle
        self.fine = fine
        self.scan = scan
    }

    /// Pixels of the scan that make one pixel of `fine`.
    var scanPixelsPerFinePixel: Double {
        Double(max(scan.contentWidth, scan.contentHeight)) / Double(max(fine.width, fine.height))
    }
}
