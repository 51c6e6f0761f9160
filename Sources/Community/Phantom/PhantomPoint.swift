/// A place in a phantom's own measure: the film's width runs from −1 to 1, the middle is 0, y points down.
struct PhantomPoint: Sendable {
    var x: Float
    var y: Float

    init(_ x: Float, _ y: Float) {
        self.x = x
        self.y = y
    }

    static func + (left: Self, right: Self) -> Self { Self(left.x + right.x, left.y + right.y) }

    /// The point that lies the given share of the way to another.
    func towards(_ other: Self, _ share: Float) -> Self {
        Self(x + (other.x - x) * share, y + (other.y - y) * share)
    }
}
