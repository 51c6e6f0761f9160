package import FilmModel

/// What the checks of one scan found: what was measured, and what there is to remark on it.
package struct ScanReport: Sendable, Hashable {
    /// Line pairs a millimetre that the pixels can carry, the worse direction; nil without a spacing.
    package var linePairs: Double?
    /// Bits that the grey values in use take: the logarithm of their number.
    package var bitsInUse = 0.0
    /// Shares of the pixels at the smallest and at the largest value that there can be.
    package var shadowShare = 0.0
    package var highlightShare = 0.0
    /// The share of the picture within a hundredth of the range around its commonest grey.
    package var uniformShare = 0.0
    /// The share of the whole range between the darkest and the lightest hundredth of the picture.
    package var greyRange = 0.0
    /// The share of the picture outside the film, where the scanner's ground can be told from it.
    package var borderShare = 0.0
    /// Degrees by which the film's edges are askew; nil where they can't be seen.
    package var skewDegrees: Double?
    /// Whether a frame or lettering takes values far from the film's.
    package var hasOutliers = false
    /// The share of the samples that do.
    package var outsideShare = 0.0
    /// Films that lie apart on the scanner's ground.
    package var films = 1
    /// What is amiss, the gravest consequence first.
    package var remarks: [Reason] = []

    package init() {}
}
