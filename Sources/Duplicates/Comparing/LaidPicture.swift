/// One picture laid on another: its values at the other's pixels, and which of them it shows.
struct LaidPicture {
    /// Row by row; 0 where it shows nothing.
    let values: [Float]
    /// For each row the pixels that are shown with so many around them.
    let seen: [Range<Int>]

    /// `isSharp`: by curves through the pixels and not by lines, within 0 to 1, so that thin lines keep their contrast.
    init(_ picture: DetailMap, _ map: AffineMap, width: Int, height: Int, margin: Int, isSharp: Bool = false)
    {
        var values = [Float](repeating: 0, count: width * height)
        var line = [Float](repeating: 0, count: width)
        var rows: [Range<Int>] = []
        for y in 0..<height {
            let range =
                isSharp
                ? picture.sampleRowSharply(map, y: y, into: &line) : picture.sampleRow(map, y: y, into: &line)
            rows.append(range)
            for x in range { values[y * width + x] = line[x] }
        }
        self.values = values
        seen = (0..<height).map { y in
            guard y >= margin, y < height - margin else { return 0..<0 }
            let near = rows[y - margin...y + margin]
            let left = (near.map(\.lowerBound).max() ?? 0) + margin
            let right = (near.map(\.upperBound).min() ?? 0) - margin
            return left < right ? left..<right : 0..<0
        }
    }
}
