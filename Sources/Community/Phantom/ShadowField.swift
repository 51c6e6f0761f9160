/// What stands between tube and film, as attenuation on a coarse grid: 0 is air. Shapes add to it or, with a
/// negative amount, take away.
struct ShadowField: Sendable {
    let width: Int
    let height: Int
    let placement: PhantomPlacement
    var values: [Float]
    /// While a stroke is drawn: how near each cell is to its axis, in units of its radius.
    var nearness: [Float]

    init(width: Int, height: Int, placement: PhantomPlacement) {
        self.width = width
        self.height = height
        self.placement = placement
        values = [Float](repeating: 0, count: width * height)
        nearness = [Float](repeating: 2, count: width * height)
    }

    /// Adds what `shade` says of each point of the box.
    @inline(__always)
    mutating func add(in box: PhantomBox = .whole, _ shade: (Float, Float) -> Float) {
        let (columns, rows) = placement.cells(of: box, width: width, height: height)
        for row in rows {
            let start = placement.point(column: 0.5, row: Float(row) + 0.5)
            let next = placement.point(column: 1.5, row: Float(row) + 0.5)
            let stepX = next.x - start.x
            let stepY = next.y - start.y
            let base = row * width
            for column in columns {
                let far = Float(column)
                values[base + column] += shade(start.x + stepX * far, start.y + stepY * far)
            }
        }
    }

    /// A flat shape whose edge is as soft as given, in parts of its radius.
    mutating func addPlate(_ ellipse: PhantomEllipse, _ amount: Float, softness: Float = 0.08) {
        add(in: ellipse.box(enlarged: 1 + softness)) { x, y in
            amount * Self.step((1 + softness - ellipse.distance(x, y)) / (2 * softness))
        }
    }

    /// A solid ellipsoid: thick in the middle, thin at its edge.
    mutating func addDome(_ ellipse: PhantomEllipse, _ amount: Float) {
        add(in: ellipse.box()) { x, y in
            let distance = ellipse.distance(x, y)
            return distance < 1 ? amount * (1 - distance * distance).squareRoot() : 0
        }
    }

    /// A bone seen end on, or a short one: a dense rim around a body of less density.
    mutating func addRim(
        _ ellipse: PhantomEllipse, _ amount: Float, rim: Float = 0.12, body: Float = 0.6,
        softness: Float = 0.05
    ) {
        add(in: ellipse.box(enlarged: 1 + softness)) { x, y in
            let distance = ellipse.distance(x, y)
            let inside = Self.step((1 + softness - distance) / (2 * softness))
            let hollow = Self.step((1 - distance) / rim)
            return amount * inside * (1 - (1 - body) * hollow)
        }
    }

    /// Bends everything drawn so far smoothly, so that no two bodies agree wherever one is laid on the other.
    mutating func warp(seed: UInt64, amount: Float, cell: Float) {
        let across = ValueNoise(seed: seed, cell: cell)
        let down = ValueNoise(seed: ~seed, cell: cell)
        let half = Float(width) / 2
        let reach = amount * half
        let source = values
        for row in 0..<height {
            let bendsX = across.line(Float(row) / half, columns: width, half: half)
            let bendsY = down.line(Float(row) / half, columns: width, half: half)
            for column in 0..<width {
                let fromX = max(0, min(Float(width) - 1.001, Float(column) + reach * bendsX[column]))
                let fromY = max(0, min(Float(height) - 1.001, Float(row) + reach * bendsY[column]))
                let left = Int(fromX)
                let top = Int(fromY)
                let shareX = fromX - Float(left)
                let start = top * width + left
                let upper = source[start] + (source[start + 1] - source[start]) * shareX
                let below = start + width
                let lower = source[below] + (source[below + 1] - source[below]) * shareX
                values[row * width + column] = upper + (lower - upper) * (fromY - Float(top))
            }
        }
    }

    /// 0 below 0, 1 above 1, and smooth between.
    @inline(__always)
    static func step(_ value: Float) -> Float {
        let share = max(0, min(1, value))
        return share * share * (3 - 2 * share)
    }

    /// Gaussian bell, 1 at 0.
    @inline(__always)
    static func bell(_ value: Float) -> Float {
        let square = value * value
        return 1 / (1 + square + square * square * 0.5)
    }
}
