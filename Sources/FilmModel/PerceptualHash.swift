/// What a picture looks like, in 256 bits, and in which of its eight orientations: equal for equal pictures
/// whatever their form, near for changed ones (PDQ: Facebook, "The TMK+PDQF Video-Hashing Algorithm and the
/// PDQ Image-Hashing Algorithm", 2019). Values of the same film lie within some 31 of each other, those of
/// different films mostly beyond 64.
package struct PerceptualHash: Sendable, Hashable, Codable {
    /// 256 bits, row by row of the 16 × 16 frequencies, the first in the lowest bit of the first word.
    package struct Bits: Sendable, Hashable, Codable {
        package var words: [UInt64]

        package init(_ bits: [Bool]) {
            words = [0, 0, 0, 0]
            for (index, bit) in bits.prefix(256).enumerated() where bit {
                words[index / 64] |= 1 << UInt64(index % 64)
            }
        }

        /// How many bits differ, 0 to 256. The negative of a picture lies at 256 less the distance.
        package func distance(to other: Self) -> Int {
            zip(words, other.words).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
        }
    }

    /// As it stands; then turned by 90°, 180°, 270°; then mirrored left to right, top to bottom, and along
    /// either diagonal.
    package let orientations: [Bits]
    /// How much there is to see, 0 to 100: below 50 the hash says little.
    package let quality: Int

    package init(orientations: [Bits], quality: Int) {
        self.orientations = orientations
        self.quality = quality
    }

    /// The picture as it stands.
    package var upright: Bits { orientations[0] }

    /// The least distance over the eight orientations, and which of the other's it is.
    package func distance(to other: Self) -> (bits: Int, orientation: Int) {
        other.orientations.enumerated().map { (upright.distance(to: $1), $0) }.min { $0.0 < $1.0 }
            .map { (bits: $0.0, orientation: $0.1) } ?? (256, 0)
    }
}
