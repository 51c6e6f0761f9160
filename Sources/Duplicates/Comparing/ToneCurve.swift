/// Which grey value of one scan a grey value of another one becomes: a curve that only rises (or, for a negative,
/// only falls), from the two values of many pixels.
struct ToneCurve {
    /// Values at so many equal steps from 0 to 1.
    private var steps = [Float](repeating: 0, count: Self.count + 1)
    /// Between these values the curve is known; what is darker or brighter still is seen too seldom.
    private let known: ClosedRange<Float>
    private let slope: Float

    private static let count = 512
    private static let bins = 64
    private static let levels = 256
    private static let leastPixels = 8
    private static let impatience: Float = 3

    /// A stretch of the curve: the mean value, what it becomes, and from how many pixels.
    private struct Knot {
        var value: Float
        var becomes: Float
        var pixels: Float
    }

    /// Nil where no value is seen often enough.
    init?(_ pairs: [(value: Float, becomes: Float)], isFalling: Bool) {
        let sign: Float = isFalling ? -1 : 1
        let knots = Self.rising(
            Self.medians(pairs).map { Knot(value: $0.value, becomes: sign * $0.becomes, pixels: $0.pixels) })
        guard let first = knots.first, let last = knots.last else { return nil }
        known = first.value...max(first.value, last.value)
        slope = sign * max(0.1, last.becomes - first.becomes) / max(0.1, last.value - first.value)
        var next = 0
        for step in 0...Self.count {
            let value = Float(step) / Float(Self.count)
            while next < knots.count, knots[next].value < value { next += 1 }
            if next == 0 {
                steps[step] = sign * first.becomes
            } else if next == knots.count {
                steps[step] = sign * last.becomes
            } else {
                let (left, right) = (knots[next - 1], knots[next])
                let share = (value - left.value) / max(right.value - left.value, 1e-6)
                steps[step] = sign * (left.becomes + (right.becomes - left.becomes) * share)
            }
        }
    }

    /// What a value of 0 to 1 becomes. Beyond the known values the curve may go on at any slope up to its own: what is
    /// `seen` is taken for right where it lies between. The less it does, the more the slope is expected.
    func callAsFunction(_ value: Float, seen: Float) -> Float {
        let place = max(0, min(1, value)) * Float(Self.count)
        let left = min(Self.count - 1, Int(place))
        let becomes = steps[left] + (steps[left + 1] - steps[left]) * (place - Float(left))
        guard !known.contains(value) else { return becomes }
        let further = slope * (value - (value > known.upperBound ? known.upperBound : known.lowerBound))
        let ahead = further < 0 ? becomes - seen : seen - becomes
        let most = further.magnitude
        let share = ahead >= 0 ? min(ahead, most) : min(-Self.impatience * ahead, most)
        return becomes + (further < 0 ? -share : share)
    }

    /// For each of 64 bins the mean value, and the median of what its pixels become.
    private static func medians(_ pairs: [(value: Float, becomes: Float)]) -> [Knot] {
        var counts = [Int32](repeating: 0, count: bins * levels)
        var sums = [Float](repeating: 0, count: bins)
        var pixels = [Int](repeating: 0, count: bins)
        for pair in pairs {
            let bin = min(bins - 1, Int(pair.value * Float(bins)))
            counts[bin * levels + max(0, min(levels - 1, Int(pair.becomes * 255 + 0.5)))] += 1
            sums[bin] += pair.value
            pixels[bin] += 1
        }
        return (0..<bins).compactMap { bin in
            guard pixels[bin] >= leastPixels else { return nil }
            var below = 0
            var level = 0
            while below * 2 < pixels[bin], level < levels {
                below += Int(counts[bin * levels + level])
                level += 1
            }
            return Knot(
                value: sums[bin] / Float(pixels[bin]), becomes: Float(level - 1) / 255,
                pixels: Float(pixels[bin]))
        }
    }

    /// Neighbours that fall become their average, until none falls (Ayer and others, 1955).
    private static func rising(_ knots: [Knot]) -> [Knot] {
        var groups: [(becomes: Float, pixels: Float, count: Int)] = []
        for knot in knots {
            groups.append((knot.becomes, knot.pixels, 1))
            while groups.count > 1, groups[groups.count - 2].becomes > groups[groups.count - 1].becomes {
                let last = groups.removeLast()
                let before = groups.removeLast()
                let pixels = before.pixels + last.pixels
                groups.append(
                    (
                        (before.becomes * before.pixels + last.becomes * last.pixels) / pixels, pixels,
                        before.count + last.count
                    ))
            }
        }
        let values = groups.flatMap { repeatElement($0.becomes, count: $0.count) }
        return zip(knots, values).map { Knot(value: $0.value, becomes: $1, pixels: $0.pixels) }
    }
}
