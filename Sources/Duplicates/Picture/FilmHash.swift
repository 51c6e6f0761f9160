import Foundation

/// 256 bits that change little when a film is scanned again: the signs of the 16 × 16 lowest waves of the
/// picture's details (a cosine transform, without its first row and column).
///
/// The bits stand in four words by the waves' parity (even or odd in rows and columns). So a mirrored
/// picture has the same bits but for two whole words turned over, and a negative has all of them turned over:
/// one comparison answers for all eight orientations but a quarter turn, which is a second query.
package struct FilmHash: Sendable, Hashable {
    package var words: SIMD4<UInt64>

    package init(words: SIMD4<UInt64>) { self.words = words }

    /// Pixels on each side of the square that is transformed.
    static let side = 64

    /// The square of details that a part of a picture is hashed by.
    static func square(of picture: GreyPicture, _ box: GreyPicture.Box) -> DetailMap {
        DetailMap(picture.resampled(box, width: side, height: side), smoothing: 1, radius: 3)
    }

    /// The hashes of a square as it is, and of its mirror image about the diagonal: the same waves the other way round.
    static func straightAndTransposed(_ square: DetailMap) -> [FilmHash] {
        // Rows, then columns, of the windowed square; all waves at a time.
        var half = [Waves](repeating: .zero, count: side)
        unsafe square.values.withUnsafeBufferPointer { values in
            for y in 0..<side {
                var sum = Waves.zero
                for x in 0..<side { unsafe sum += waves[x] * values[y * side + x] }
                half[y] = sum
            }
        }
        let found = (0..<Waves.scalarCount).map { across in
            var sum = Waves.zero
            for y in 0..<side { sum += waves[y] * half[y][across] }
            return sum
        }
        return [FilmHash { found[$0][$1] }, FilmHash { found[$1][$0] }]
    }

    /// From what the waves amount to, by their numbers across and down.
    private init(_ amount: (_ across: Int, _ down: Int) -> Float) {
        var words = SIMD4<UInt64>()
        var filled = SIMD4<UInt64>()
        for row in 0..<Waves.scalarCount {
            for column in 0..<Waves.scalarCount {
                // Wave numbers start at 1, so index 1 is the first even one.
                let word = (row.isMultiple(of: 2) ? 2 : 0) + (column.isMultiple(of: 2) ? 1 : 0)
                if amount(column, row) > 0 { words[word] |= 1 << filled[word] }
                filled[word] += 1
            }
        }
        self.words = words
    }

    /// Waves 1 to 16 at one place.
    private typealias Waves = SIMD16<Float>

    /// For each place on the square's side waves 1 to 16 of the cosine transform, under a window that lets its edge fade.
    private static let waves: [Waves] = (0..<side).map { place in
        let angle = Double.pi * (Double(place) + 0.5) / Double(side)
        return Waves((1...Waves.scalarCount).map { Float(cos(angle * Double($0)) * sin(angle)) })
    }
}
