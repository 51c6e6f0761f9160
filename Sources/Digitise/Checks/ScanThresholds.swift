package import FilmModel

/// From where on a check of the scan has something to say, and what that does to the film.
package struct ScanThresholds: Sendable, Hashable {
    /// Least line pairs a millimetre: half the pixels a millimetre.
    package var linePairs = 2.5
    /// Least bits that the grey values in use take.
    package var bitsInUse = 7.0
    /// Most of the pixels that may have the smallest or the largest value that there can be, each.
    package var clippedShare = 0.5
    /// Most of the picture that may be of one grey.
    package var uniformShare = 0.999
    /// Least share of the whole range between the darkest and the lightest hundredth.
    package var greyRange = 0.1
    /// Most of the picture that may lie outside the film.
    package var borderShare = 0.4
    /// Most degrees by which the film may be askew.
    package var skewDegrees = 3.0
    /// Longest side of a film, in millimetres: beyond it the resolution can't be true.
    package var longestSide = 1300.0
    /// Shortest longer side of a film, in millimetres, with room for a crop: intraoral films of size 0 are 22 × 35 mm
    /// (ISO 3665). A 35 × 43 cm film whose pixels a metre are taken for pixels an inch comes to 11 mm.
    package var shortestSide = 20.0
    /// Remarks that hold the film, and remarks that reject it.
    package var holds: Set<ReasonCode> = [.nearlyBlank]
    package var rejections: Set<ReasonCode> = []
    /// Remarks that keep the paper film until somebody has looked: the scan may have lost what the film shows.
    package var keepsPaper: [ReasonCode] = [.resolutionLow, .bitsLow, .clipped, .nearlyBlank]

    package init() {}

    /// The codes that checks of the scan give.
    package static let codes = ReasonCode.allCases.filter(\.isOfScan)
}
