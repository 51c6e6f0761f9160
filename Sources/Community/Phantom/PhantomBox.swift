/// A rectangle in a phantom's own measure.
struct PhantomBox: Sendable {
    var left: Float
    var top: Float
    var right: Float
    var bottom: Float

    /// Larger than any film.
    static let whole = PhantomBox(left: -3, top: -3, right: 3, bottom: 3)

    /// The smallest box that holds the points, with a margin.
    init(around points: [PhantomPoint], margin: Float) {
        self.init(left: 9, top: 9, right: -9, bottom: -9)
        for point in points {
            left = min(left, point.x - margin)
            right = max(right, point.x + margin)
            top = min(top, point.y - margin)
            bottom = max(bottom, point.y + margin)
        }
    }

    init(left: Float, top: Float, right: Float, bottom: Float) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }
}
