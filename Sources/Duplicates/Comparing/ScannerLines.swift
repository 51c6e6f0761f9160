/// Lines of a scanner that are a little brighter or darker than others, along one side of the picture. No exposure
/// differs from another by most of its rows, or by most of its columns; one line alone (a tube, a wedge) is left as it is.
struct ScannerLines {
    let width: Int
    let height: Int

    /// The most that a line may be brighter or darker, as a share of its values; what is beyond is left for others to see.
    private static let most: Float = 0.03
    /// What half of the lines must differ by for them to be the scanner's.
    private static let least: Float = 0.002
    private static let leastPixels = 40
    private static let leastValue: Float = 0.05

    /// Takes the lines off what is left, along the side on which they are stronger. `values` is what was expected.
    func takeOff(_ residual: inout [Float], _ values: [Float], where isCompared: [Bool]) {
        let rows = (0..<height).map {
            gain(residual, values, isCompared, from: $0 * width, step: 1, count: width)
        }
        let columns = (0..<width).map {
            gain(residual, values, isCompared, from: $0, step: width, count: height)
        }
        let (down, across) = (Self.usual(rows), Self.usual(columns))
        guard max(down, across) >= Self.least else { return }
        for place in residual.indices where isCompared[place] {
            let gain = down >= across ? rows[place / width] : columns[place % width]
            residual[place] -= max(-Self.most, min(Self.most, gain ?? 0)) * values[place]
        }
    }

    /// The median of what is left in a line, as a share of its values; nil where it has too little to tell.
    private func gain(
        _ residual: [Float], _ values: [Float], _ isCompared: [Bool], from first: Int, step: Int, count: Int
    ) -> Float? {
        var gains: [Float] = []
        for place in stride(from: first, to: first + count * step, by: step)
        where values[place] > Self.leastValue && isCompared[place] {
            gains.append(residual[place] / values[place])
        }
        guard gains.count >= Self.leastPixels else { return nil }
        gains.sort()
        return gains[gains.count / 2]
    }

    private static func usual(_ gains: [Float?]) -> Float {
        let known = gains.compactMap { $0?.magnitude }.sorted()
        return known.isEmpty ? 0 : known[known.count / 2]
    }

    /// One film's details without the lines that another's, laid on it, has not.
    static func withoutLines(
        _ own: DetailMap, _ other: DetailMap, _ map: AffineMap, isNegative: Bool
    ) -> DetailMap {
        let (width, height) = (own.width, own.height)
        let laid = LaidPicture(other, map, width: width, height: height, margin: 0)
        let sign: Float = isNegative ? -1 : 1
        var values = own.values
        var sums = [Float](repeating: 0, count: width)
        var counts = [Int](repeating: 0, count: width)
        for y in 0..<height {
            let seen = laid.seen[y]
            var sum: Float = 0
            for x in seen { sum += values[y * width + x] - sign * laid.values[y * width + x] }
            let mean = seen.count * 3 >= width ? sum / Float(seen.count) : 0
            for x in 0..<width { values[y * width + x] -= mean }
            for x in seen {
                sums[x] += values[y * width + x] - sign * laid.values[y * width + x]
                counts[x] += 1
            }
        }
        let means = zip(sums, counts).map { $1 * 3 >= height ? $0 / Float($1) : 0 }
        for place in values.indices { values[place] -= means[place % width] }
        return DetailMap(width: width, height: height, values: values)
    }
}
