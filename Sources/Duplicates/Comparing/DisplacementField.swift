/// How one picture lies on the other after all that a scanner can do (shift, turn, scale, shear) is taken off: a
/// sheet of film is stiff, a body is not. The movement is averaged over large overlapping windows, so that noise
/// cancels out and a movement of a thousandth of the side is seen.
struct DisplacementField {
    /// Root mean square of the movement where the pictures can tell, in pixels.
    let spread: Float
    /// What 95 % of the places stay below, in pixels.
    let worst: Float

    private static let cell = 8
    /// Cells on a window's side, twice over: the weight falls off to its edge.
    private static let reach = 4
    /// The lesser slope in a window, mean square, from which it can tell, and from which it counts in full.
    private static let leastSlope: Float = 0.02
    private static let fullSlope: Float = 0.15
    private static let leastWindows = 20
    /// How strong the slopes of one picture must be, of the other's, mean square.
    private static let leastShare: Float = 0.4

    private typealias Sums = SIMD8<Float>

    private struct Window {
        var x: Double
        var y: Double
        var right: Double
        var down: Double
        var weight: Double
    }

    /// Nil where fewer than twenty windows can tell.
    init?(_ own: DetailMap, _ other: DetailMap, _ map: AffineMap, isNegative: Bool) {
        let sums = Self.sums(own, other, map, isNegative: isNegative)
        let (columns, rows) = (own.width / Self.cell, own.height / Self.cell)
        guard columns > 0, rows > 0 else { return nil }
        let windows = Self.windows(Self.averaged(sums, columns, rows), columns)
        guard windows.count >= Self.leastWindows, let rest = Self.withoutAffine(windows) else { return nil }
        var total = 0.0
        for (length, window) in zip(rest, windows) { total += window.weight * length * length }
        spread = Float((total / windows.reduce(0) { $0 + $1.weight }).squareRoot())
        worst = Float(rest.sorted()[rest.count * 95 / 100])
    }

    /// For each cell the products of the slopes with each other and with the difference.
    private static func sums(_ own: DetailMap, _ other: DetailMap, _ map: AffineMap, isNegative: Bool)
        -> [Sums]
    {
        let (width, height) = (own.width, own.height)
        let laid = LaidPicture(other, map, width: width, height: height, margin: 3)
        let sign: Float = isNegative ? -1 : 1
        let columns = width / cell
        var sums = [Sums](repeating: .zero, count: columns * (height / cell))
        unsafe own.values.withUnsafeBufferPointer { own in
            unsafe laid.values.withUnsafeBufferPointer { laidValues in
                for y in 1..<max(1, height / cell * cell - 1) {
                    for x in laid.seen[y].clamped(to: 1..<max(1, columns * cell - 1)) {
                        let place = y * width + x
                        let (ox, oy) = unsafe (
                            own[place + 1] - own[place - 1], own[place + width] - own[place - width]
                        )
                        let (lx, ly) = unsafe (
                            sign * (laidValues[place + 1] - laidValues[place - 1]),
                            sign * (laidValues[place + width] - laidValues[place - width])
                        )
                        let (gx, gy) = (0.25 * (ox + lx), 0.25 * (oy + ly))
                        let difference = unsafe own[place] - sign * laidValues[place]
                        sums[y / cell * columns + x / cell] += Sums(
                            gx * gx, gx * gy, gy * gy, gx * difference, gy * difference, ox * ox + oy * oy,
                            lx * lx + ly * ly, 0)
                    }
                }
            }
        }
        return sums
    }

    /// Averages over windows of cells, a pixel's worth.
    private static func averaged(_ sums: [Sums], _ columns: Int, _ rows: Int) -> [Sums] {
        let share = 1 / Float(reach * reach * cell * cell)
        func box(_ source: [Sums], _ offsets: Range<Int>) -> [Sums] {
            var across = source
            for y in 0..<rows {
                for x in 0..<columns {
                    var sum = Sums.zero
                    for near in offsets where (0..<columns).contains(x + near) {
                        sum += source[y * columns + x + near]
                    }
                    across[y * columns + x] = sum
                }
            }
            var result = across
            for y in 0..<rows {
                for x in 0..<columns {
                    var sum = Sums.zero
                    for near in offsets where (0..<rows).contains(y + near) {
                        sum += across[(y + near) * columns + x]
                    }
                    result[y * columns + x] = sum
                }
            }
            return result
        }
        // One window to the left and up, one to the right and down: together they are in the middle.
        return box(box(sums, -reach / 2..<reach / 2), 1 - reach / 2..<reach / 2 + 1)
            .map { $0 * (share / Float(reach * reach)) }
    }

    private static func windows(_ sums: [Sums], _ columns: Int) -> [Window] {
        sums.enumerated().compactMap { number, sum in
            let (xx, xy, yy) = (sum[0], sum[1], sum[2])
            let least = (xx + yy) / 2 - ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
            // Where one scan has clipped what the other shows, nothing can tell.
            guard least > leastSlope, min(sum[5], sum[6]) > leastShare * max(sum[5], sum[6]) else {
                return nil
            }
            let size = xx * yy - xy * xy
            return Window(
                x: Double(number % columns), y: Double(number / columns),
                right: Double((yy * sum[3] - xy * sum[4]) / size),
                down: Double((xx * sum[4] - xy * sum[3]) / size), weight: Double(min(least, fullSlope)))
        }
    }

    /// Lengths of the movements less the shift, turn, scale and shear that fit them best.
    private static func withoutAffine(_ windows: [Window]) -> [Double]? {
        var matrix = [[Double]](repeating: [0, 0, 0], count: 3)
        var (right, down) = ([0.0, 0, 0], [0.0, 0, 0])
        for window in windows {
            let terms = [1, window.x, window.y]
            for i in 0..<3 {
                for j in 0..<3 { matrix[i][j] += window.weight * terms[i] * terms[j] }
                right[i] += window.weight * terms[i] * window.right
                down[i] += window.weight * terms[i] * window.down
            }
        }
        for i in 0..<3 { matrix[i][i] += 1e-9 }
        guard let system = Cholesky(matrix) else { return nil }
        let (across, along) = (system.solution(right), system.solution(down))
        return windows.map { window in
            let x = window.right - across[0] - across[1] * window.x - across[2] * window.y
            let y = window.down - along[0] - along[1] * window.x - along[2] * window.y
            return (x * x + y * y).squareRoot()
        }
    }
}
