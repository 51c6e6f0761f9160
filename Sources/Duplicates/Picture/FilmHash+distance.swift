extension FilmHash {
    /// Bits that differ where both are as they lie, 0 to 256.
    package func plainDistance(to other: FilmHash) -> Int {
        let bits = words ^ other.words
        return (0..<4).reduce(0) { $0 + bits[$1].nonzeroBitCount }
    }

    /// The least distance over mirror images, half turns and the negative, 0 to 128.
    func distance(to other: FilmHash) -> Int {
        let bits = words ^ other.words
        let counts = (0..<4).map { bits[$0].nonzeroBitCount }
        let (u, v) = (counts[0] + counts[2] - 64, counts[1] + counts[3] - 64)
        let (x, y) = (counts[0] - counts[2], counts[1] - counts[3])
        return 128 - max(abs(u) + abs(v), abs(x) + abs(y))
    }
}

extension FilmPortrait {
    /// The least distance of another film's hashes to any by which this one is looked for, 0 to 128.
    package func distance(to hash: FilmHashes) -> Int {
        let trimmed = queries.trimmed.map { $0.distance(to: hash.trimmed) }
        return (trimmed + queries.lit.map { $0.distance(to: hash.lit) }).min() ?? 128
    }
}
