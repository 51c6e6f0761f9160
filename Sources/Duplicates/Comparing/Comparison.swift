/// What a look at two films found: where the one lies on the other, and how far they agree there.
package struct Comparison: Sendable {
    /// How far the comparison went: films that look different at a glance are looked at no closer.
    package enum Depth: Int, Sendable { case coarse, middle, fine }

    package var depth: Depth
    /// Correlation of the details at the last size that was looked at, -1 to 1.
    package var correlation: Double
    /// Squares with enough in them to compare.
    package var squares = 0
    /// Share of those squares in which the details agree.
    package var agreeing = 0.0
    /// How far the one picture moved against the other, root mean square and at the worst place but for 5 %, in per
    /// cent of the film's long side, once all that a scanner can do is taken off. Nil where too little can tell.
    package var offset: Double?
    package var worstOffset: Double?
    /// How much the grey values differ at the worst place, as a share of their range. Nil where too little is seen.
    package var difference: Double?
    /// Share of each film that the other shows too.
    package var ownOverlap = 0.0
    package var otherOverlap = 0.0
    package var isMirrored = false
    package var isNegative = false
    /// Degrees by which the other film is turned, -180 to 180.
    package var degrees = 0.0
    /// Longer over shorter axis of what a circle becomes, at least 1.
    package var stretch = 1.0
    /// Pixels of the other scan that lie on one pixel of this one.
    package var pixelRatio = 1.0
    /// From the fine pixels of the one to those of the other.
    package var map = AffineMap.identity

    /// The same, looked at from the other film.
    var reversed: Comparison {
        var result = self
        (result.ownOverlap, result.otherOverlap) = (otherOverlap, ownOverlap)
        guard depth == .fine, let back = map.inverse else { return result }
        result.map = back
        result.degrees = back.degrees(isMirrored: isMirrored)
        result.pixelRatio = 1 / pixelRatio
        return result
    }
}
