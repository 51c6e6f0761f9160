/// Which of the stored values are the film's own, where a frame, a step wedge, lettering or single pixels lie far from them.
struct FilmValues {
    /// All values, where nothing lies far from the film's.
    let content: ClosedRange<Int>
    /// The share of the samples that lie outside.
    let outside: Double

    /// Parts of the scale in which a gap is looked for, and what lies far apart is measured.
    private static let steps = 256

    /// Of values of `bits` bits.
    init(_ counts: GreyCounts, bits: Int) {
        let scale = max(Self.steps, 1 << bits)
        let every = 0...counts.all.count - 1
        let found = Self.ofTexture(counts, scale) ?? Self.besideGap(counts.all, scale) ?? every
        content = found
        outside =
            found == every
            ? 0 : 1 - Double(Self.sum(counts.all[found])) / Double(max(1, Self.sum(counts.all[every])))
    }

    private static func sum(_ counts: ArraySlice<UInt32>) -> Int { counts.reduce(0) { $0 + Int($1) } }

    /// The range of what has a film's texture, if it takes less than half of the scale, and what lies outside is what is
    /// drawn around films: few values with many samples each (frames, wedges), or few samples (lettering, hot pixels); and
    /// hardly any of it in the picture's middle.
    private static func ofTexture(_ counts: GreyCounts, _ scale: Int) -> ClosedRange<Int>? {
        let total = sum(counts.all[...])
        let texturedTotal = sum(counts.textured[...])
        guard texturedTotal * 50 >= total else { return nil }
        let low = value(in: counts.textured, at: texturedTotal / 1000)
        let high = value(in: counts.textured, at: texturedTotal - 1 - texturedTotal / 1000)
        let margin = (high - low) / 8 + scale / steps
        let content = max(0, low - margin)...min(counts.all.count - 1, high + margin)
        guard content.count * 2 <= scale else { return nil }
        func outside(_ part: [UInt32]) -> Int {
            sum(part[..<content.lowerBound]) + sum(part[(content.upperBound + 1)...])
        }
        guard outside(counts.all) > 0, outside(counts.middle) * 20 <= sum(counts.middle[...]) else {
            return nil
        }
        // The plateaus: the commonest values there.
        let values = (counts.all[..<content.lowerBound] + counts.all[(content.upperBound + 1)...])
        let plateaus = values.filter { Int($0) * 4000 >= total }.sorted(by: >).prefix(64)
        let scattered = outside(counts.all) - plateaus.reduce(0) { $0 + Int($1) }
        return scattered * 20 <= total ? content : nil
    }

    /// The value of the sample that stands at this place of all, by size.
    private static func value(in counts: [UInt32], at place: Int) -> Int {
        var sum = 0
        for value in counts.indices {
            sum += Int(counts[value])
            if sum > place { return value }
        }
        return counts.count - 1
    }

    /// The side of a gap over half of the scale that has nearly all the values that occur. A frame or lettering takes few
    /// values, whatever area it has; its softened edges lie scattered in the gap.
    private static func besideGap(_ counts: [UInt32], _ scale: Int) -> ClosedRange<Int>? {
        let step = scale / steps
        let total = sum(counts[...])
        var gap = 0..<0
        var start = 0
        for place in 0...steps {
            let isEmpty =
                place < steps && sum(counts[place * step..<(place + 1) * step]) * 2000 <= total
            if isEmpty { continue }
            if place - start > gap.count { gap = start..<place }
            start = place + 1
        }
        // At an end of the scale it divides nothing.
        guard gap.count * 2 >= steps, gap.lowerBound > 0, gap.upperBound < steps else { return nil }
        let sides = [0...gap.lowerBound * step - 1, gap.upperBound * step...counts.count - 1]
        let values = sides.map { side in counts[side].count { $0 > 0 } }
        let most = values[0] >= values[1] ? 0 : 1
        return values[most] >= max(16, 4 * values[1 - most]) ? sides[most] : nil
    }
}
