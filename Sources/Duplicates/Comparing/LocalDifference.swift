/// The place at which two scans differ most, once one lies on the other and everything is taken off that scanners
/// differ by: the curve of the grey values, in both directions, and slow shades. Two exposures differ somewhere.
struct LocalDifference {
    /// The difference at that place, averaged over three by three pixels, as a share of the picture's range.
    private(set) var worst: Float = 0

    /// Pixels off place that are granted where grey values change.
    private static let granted: Float = 0.3
    /// Pixels beside a trimmed border's edge that are left out, and the half side of the window in which the mean
    /// is taken off beyond it: the lid may be white in one scan and black in the other.
    private static let seam = 3.0
    private static let beyond = 5
    private static let leastPixels = 500

    private let width: Int
    private let height: Int
    /// Whether a pixel is compared, and whether it lies beyond a border.
    private let place: [Place]
    /// Whether one of the two is a sheet of several pictures.
    private let isSheet: Bool

    private enum Place: UInt8 { case unseen, inside, beyond }

    /// Nil where too little is seen in both. A difference of less than `enough` is looked at no closer. `map` leads from the fine pixels of the one to those of the other.
    init?(
        _ own: CanonicalPicture, _ other: CanonicalPicture, _ map: AffineMap, isNegative: Bool, enough: Float
    ) {
        guard let toFine = own.density.place(of: own.fine).inverse else { return nil }
        let toOther = other.density.place(of: other.fine).after(map).after(toFine)
        let picture = own.density.unpacked
        (width, height) = (picture.width, picture.height)
        let laid = LaidPicture(
            other.density.unpacked, toOther, width: width, height: height, margin: 2, isSharp: true)
        var place = [Place](repeating: .unseen, count: picture.values.count)
        for y in 0..<height {
            for x in laid.seen[y] {
                let there = toOther.applied(x: Double(x), y: Double(y))
                let depths = (
                    own.density.depth(x: Double(x), y: Double(y)), other.density.depth(x: there.x, y: there.y)
                )
                guard min(depths.0.magnitude, depths.1.magnitude) >= Self.seam else { continue }
                place[y * width + x] = min(depths.0, depths.1) > 0 ? .inside : .beyond
            }
        }
        self.place = place
        isSheet = own.density.isSheet || other.density.isSheet
        guard let one = excess(of: picture.values, by: laid.values, isNegative: isNegative) else {
            return nil
        }
        worst = one.max() ?? 0
        guard worst > enough || isSheet else { return }
        // What is clipped in one scan can't make expect what the other shows; the other way round it can.
        guard let two = excess(of: laid.values, by: picture.values, isNegative: isNegative) else {
            return nil
        }
        // A sheet of slices may have been printed again in another window: what one of them has clipped differs there.
        worst = isSheet ? max(worst, two.max() ?? 0) : zip(one, two).reduce(0) { max($0, min($1.0, $1.1)) }
    }

    /// By how much each pixel differs from what the other picture makes expect, beyond what a slight shift explains.
    private func excess(of values: [Float], by other: [Float], isNegative: Bool) -> [Float]? {
        let inside = place.indices.filter { place[$0] == .inside }
        guard inside.count >= Self.leastPixels,
            let curve = ToneCurve(inside.map { (other[$0], values[$0]) }, isFalling: isNegative)
        else { return nil }
        let expected = zip(other, values).map { curve($0, seen: $1) }
        func position(_ number: Int) -> (Float, Float) {
            (2 * Float(number % width) / Float(width) - 1, 2 * Float(number / width) / Float(height) - 1)
        }
        let shades = SlowShades(
            inside.map { number in
                let (x, y) = position(number)
                return (x, y, expected[number], values[number] - expected[number])
            })
        guard let shades else { return nil }
        var residual = [Float](repeating: 0, count: values.count)
        for number in place.indices where place[number] != .unseen {
            let (x, y) = position(number)
            // No scan is darker or brighter than its own ends.
            let value = expected[number] + shades(x: x, y: y, value: expected[number])
            residual[number] = values[number] - max(0, min(1, value))
        }
        ScannerLines(width: width, height: height)
            .takeOff(&residual, expected, where: place.map { $0 == .inside })
        takeMeanOffBeyond(&residual)
        let window = Window(width: width, height: height)
        let steepest = zip(window.slopes(values), window.slopes(expected)).map { max($0, $1) }
        let slopes = window.sums(window.most(steepest), reach: 1)
        let means = window.sums(residual, reach: 1)
        let range = Self.range(inside.map { values[$0] })
        let share = 1 / (9 * range)
        return place.indices.map { number in
            guard place[number] != .unseen else { return 0 }
            return max(0, means[number].magnitude - Self.granted * slopes[number]) * share
        }
    }

    /// Beyond a border only what stands out from its surroundings counts: a marker, a label.
    private func takeMeanOffBeyond(_ residual: inout [Float]) {
        guard place.contains(.beyond) else { return }
        let share = place.map { $0 == .beyond ? Float(1) : 0 }
        let window = Window(width: width, height: height)
        let counts = window.sums(share, reach: Self.beyond)
        let sums = window.sums(zip(residual, share).map { $0 * $1 }, reach: Self.beyond)
        for number in place.indices where place[number] == .beyond {
            residual[number] -= sums[number] / max(1, counts[number])
        }
    }

    /// From the value that half a per cent are below to that which half a per cent are above.
    private static func range(_ values: [Float]) -> Float {
        var counts = [Int](repeating: 0, count: 256)
        for value in values { counts[Int(max(0, min(1, value)) * 255)] += 1 }
        func value(_ share: Int) -> Float {
            var sum = 0
            for (level, count) in counts.enumerated() {
                sum += count
                if sum * 1000 >= values.count * share { return Float(level) / 255 }
            }
            return 1
        }
        return max(0.02, value(995) - value(5))
    }
}
