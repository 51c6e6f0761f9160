/// Both hashes of a film: a border may be the scanner's lid or the film's own black ground, and nobody can tell. So
/// one is taken without any border, and one without bright borders alone; two scans of a film agree in one of them.
package struct FilmHashes: Sendable, Hashable {
    package var trimmed: FilmHash
    package var lit: FilmHash

    package init(trimmed: FilmHash, lit: FilmHash) {
        self.trimmed = trimmed
        self.lit = lit
    }
}

/// The hashes by which a film is looked for, straight and transposed: without any border in each turn; without
/// bright borders as it lies.
package struct FilmQueries: Sendable, Hashable {
    package var trimmed: [FilmHash]
    package var lit: [FilmHash]

    package init(trimmed: [FilmHash], lit: [FilmHash]) {
        self.trimmed = trimmed
        self.lit = lit
    }

    /// Turns in degrees: a scan lies a few degrees askew at most. Borders are looked for in the turned picture, so
    /// that they lie straight where the other scan's do.
    private static let turns: [Float] = [0, -3, 3]

    /// From a reduced scan; the first of each are the film's own hashes.
    init(_ reduced: GreyPicture) {
        func hashes(_ picture: GreyPicture, brightOnly: Bool) -> [FilmHash] {
            FilmHash.straightAndTransposed(
                FilmHash.square(of: picture, picture.inner(brightOnly: brightOnly)))
        }
        trimmed = Self.turns.flatMap { turn in
            hashes(turn == 0 ? reduced : reduced.turned(by: turn), brightOnly: false)
        }
        lit = hashes(reduced, brightOnly: true)
    }

    var own: FilmHashes { FilmHashes(trimmed: trimmed[0], lit: lit[0]) }
}
