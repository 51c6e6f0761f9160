import Foundation

/// An ellipse in a phantom's own measure.
struct PhantomEllipse: Sendable {
    let centre: PhantomPoint
    let radiusX: Float
    let radiusY: Float
    private let cosine: Float
    private let sine: Float

    init(_ centre: PhantomPoint, _ radiusX: Float, _ radiusY: Float, degrees: Float = 0) {
        self.centre = centre
        self.radiusX = radiusX
        self.radiusY = radiusY
        cosine = cos(degrees * .pi / 180)
        sine = sin(degrees * .pi / 180)
    }

    /// 0 in the middle, 1 on the edge, more outside.
    @inline(__always)
    func distance(_ x: Float, _ y: Float) -> Float {
        let across = x - centre.x
        let down = y - centre.y
        let first = (across * cosine + down * sine) / radiusX
        let second = (down * cosine - across * sine) / radiusY
        return (first * first + second * second).squareRoot()
    }

    /// What holds the ellipse, enlarged by a factor.
    func box(enlarged factor: Float = 1) -> PhantomBox {
        let reach = max(radiusX, radiusY) * factor
        return PhantomBox(around: [centre], margin: reach)
    }
}
