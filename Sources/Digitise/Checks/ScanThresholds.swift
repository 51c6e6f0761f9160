package import FilmModel

/// Limits above which a check of the scan remarks or rejects a film.
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
    /// Millimetres of a pixel below which the resolution can't be true: drum scanners have 0.01.
    package var finestPixel = 0.005
    /// Remarks that hold the film, and remarks that reject it.
    package var holds: Set<ReasonCode> = [.nearlyBlank]
    package var rejections: Set<ReasonCode> = []
    /// Remarks that keep the paper film until somebody has looked: the scan may have lost what the film shows.
    package var keepsPaper: [ReasonCode] = [.resolutionLow, .bitsLow, .clipped, .nearlyBlank]

    package init() {}

    /// The codes that checks of the scan give.
    package static let codes = ReasonCode.allCases.filter(\.isOfScan)
}
