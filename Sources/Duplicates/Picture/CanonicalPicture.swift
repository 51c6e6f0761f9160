/// A film's picture in one form, small enough to be kept for every film: without borders, at three sizes,
/// as details of equal contrast; and the whole scan's grey values, small. Two scans of one film have almost equal canonical pictures, but for a turn,
/// a shift and a scale.
package struct CanonicalPicture: Sendable, Hashable {
    /// Where the film lies is found at this size, …
    package let coarse: DetailMap
    /// … the place is made exact at this one, …
    package let middle: PackedMap
    /// … and whether both show the same is decided at this one.
    package let fine: PackedMap
    /// What the details leave out.
    package let density: DensityPicture
    /// What the scan itself was like.
    package let scan: ScanTraits

    package static let coarseSide = 52
    static let middleSide = 128
    static let fineSide = 384

    /// From the picture without its borders, at the size of `fine`: the smaller ones are averages of it, which takes
    /// a seventh of the time that averages of the scan's own pixels take.
    init(_ content: GreyPicture, _ density: DensityPicture, _ scan: ScanTraits) {
        func scaled(_ side: Int) -> GreyPicture {
            let size = GreyPicture.size(of: content.whole, longSide: side)
            return content.resampled(content.whole, width: size.width, height: size.height)
        }
        fine = PackedMap(DetailMap(content, smoothing: 2, radius: 4))
        middle = PackedMap(DetailMap(scaled(Self.middleSide), smoothing: 1, radius: 3))
        coarse = DetailMap(scaled(Self.coarseSide), smoothing: 1, radius: 2)
        self.density = density
        self.scan = scan
    }

    package init(
        coarse: DetailMap, middle: PackedMap, fine: PackedMap, density: DensityPicture, scan: ScanTraits
    ) {
        self.coarse = coarse
        self.middle = middle
        self.fine = fine
        self.density = density
        self.scan = scan
    }

    /// An order of pictures by what they show, so that a comparison does not depend on which came first.
    func precedes(_ other: CanonicalPicture) -> Bool {
        if fine.bytes != other.fine.bytes { return fine.bytes.lexicographicallyPrecedes(other.fine.bytes) }
        return density.bytes.lexicographicallyPrecedes(other.density.bytes)
    }

    /// Pixels of the scan that make one pixel of `fine`.
    var scanPixelsPerFinePixel: Double {
        Double(max(scan.contentWidth, scan.contentHeight)) / Double(max(fine.width, fine.height))
    }
}
