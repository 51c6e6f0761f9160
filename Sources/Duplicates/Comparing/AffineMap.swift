import Foundation

/// Where the points of one picture lie in another: `x' = xx·x + xy·y + x`, `y' = yx·x + yy·y + y`, with pixel
/// centres at whole numbers.
package struct AffineMap: Sendable, Hashable {
    package var xx: Double
    package var xy: Double
    package var x: Double
    package var yx: Double
    package var yy: Double
    package var y: Double

    package static let identity = AffineMap(xx: 1, xy: 0, x: 0, yx: 0, yy: 1, y: 0)

    package func applied(x px: Double, y py: Double) -> (x: Double, y: Double) {
        (xx * px + xy * py + x, yx * px + yy * py + y)
    }

    /// First `first`, then this one.
    func after(_ first: AffineMap) -> AffineMap {
        let origin = applied(x: first.x, y: first.y)
        return AffineMap(
            xx: xx * first.xx + xy * first.yx, xy: xx * first.xy + xy * first.yy, x: origin.x,
            yx: yx * first.xx + yy * first.yx, yy: yx * first.xy + yy * first.yy, y: origin.y)
    }

    var determinant: Double { xx * yy - xy * yx }

    /// Nil where the map folds the plane together.
    package var inverse: AffineMap? {
        let size = determinant
        guard size.magnitude > 1e-9, size.isFinite else { return nil }
        let turned = AffineMap(xx: yy / size, xy: -xy / size, x: 0, yx: -yx / size, yy: xx / size, y: 0)
        let origin = turned.applied(x: x, y: y)
        return AffineMap(
            xx: turned.xx, xy: turned.xy, x: -origin.x, yx: turned.yx, yy: turned.yy, y: -origin.y)
    }

    /// Degrees by which it turns, -180 to 180.
    func degrees(isMirrored: Bool) -> Double { atan2(yx, isMirrored ? -xx : xx) * 180 / .pi }

    static func shift(x: Double, y: Double) -> AffineMap {
        AffineMap(xx: 1, xy: 0, x: x, yx: 0, yy: 1, y: y)
    }

    /// From the pixels of a picture to those of the same picture at another size.
    static func scaling(x sx: Double, y sy: Double) -> AffineMap {
        AffineMap(xx: sx, xy: 0, x: 0.5 * sx - 0.5, yx: 0, yy: sy, y: 0.5 * sy - 0.5)
    }

    /// Length of the longer and the shorter axis of what a circle of radius 1 becomes.
    var axes: (longer: Double, shorter: Double) {
        let sum = xx * xx + xy * xy + yx * yx + yy * yy
        let root = max(0, sum * sum / 4 - determinant * determinant).squareRoot()
        return ((sum / 2 + root).squareRoot(), max(0, sum / 2 - root).squareRoot())
    }
}
