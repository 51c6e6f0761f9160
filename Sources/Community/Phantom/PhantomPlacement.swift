import Foundation

/// How the anatomy lies on one film: moved, turned, enlarged, and mirrored or not.
struct PhantomPlacement: Sendable {
    private let half: Float
    private let middleY: Float
    private let shift: PhantomPoint
    private let cosine: Float
    private let sine: Float
    private let scale: Float
    private let hand: Float

    /// For a grid of `width` × `height` cells.
    init(
        width: Int, height: Int, shift: PhantomPoint = PhantomPoint(0, 0), degrees: Float = 0,
        scale: Float = 1, mirrored: Bool = false
    ) {
        half = Float(width) / 2
        middleY = Float(height) / 2
        self.shift = shift
        cosine = cos(degrees * .pi / 180)
        sine = sin(degrees * .pi / 180)
        self.scale = scale
        hand = mirrored ? -1 : 1
    }

    /// The anatomy's point that lies at a cell's place.
    @inline(__always)
    func point(column: Float, row: Float) -> PhantomPoint {
        let x = (column - half) / half - shift.x
        let y = (row - middleY) / half - shift.y
        return PhantomPoint((x * cosine + y * sine) / scale * hand, (y * cosine - x * sine) / scale)
    }

    /// The grid's place at which a point of the anatomy lies.
    func place(of point: PhantomPoint) -> (column: Float, row: Float) {
        let x = point.x * hand * scale
        let y = point.y * scale
        return (
            (x * cosine - y * sine + shift.x) * half + half,
            (x * sine + y * cosine + shift.y) * half + middleY
        )
    }

    /// The cells that a box can touch.
    func cells(of box: PhantomBox, width: Int, height: Int) -> (columns: Range<Int>, rows: Range<Int>) {
        let corners = [
            place(of: PhantomPoint(box.left, box.top)), place(of: PhantomPoint(box.right, box.top)),
            place(of: PhantomPoint(box.left, box.bottom)), place(of: PhantomPoint(box.right, box.bottom)),
        ]
        func range(_ values: [Float], _ limit: Int) -> Range<Int> {
            let low = max(0, Int((values.min() ?? 0).rounded(.down)))
            let high = min(limit, Int((values.max() ?? 0).rounded(.up)) + 1)
            return low < high ? low..<high : 0..<0
        }
        return (range(corners.map(\.column), width), range(corners.map(\.row), height))
    }
}
