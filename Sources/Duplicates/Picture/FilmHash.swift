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

    /// The hash of a square as it is, or of its mirror image about the diagonal.
    init(_ square: DetailMap, isTransposed: Bool = false) {
        let waves = Self.waves
        let count = 16
        // Rows, then columns, of the windowed square.
        var half = [Float](repeating: 0, count: count * Self.side)
        for y in 0..<Self.side {
            for wave in 0..<count {
                var sum: Float = 0
                for x in 0..<Self.side {
                    sum += waves[wave * Self.side + x] * square.values[y * Self.side + x]
                }
                half[wave * Self.side + y] = sum
            }
        }
        var words = SIMD4<UInt64>()
        var filled = SIMD4<UInt64>()
        for row in 0..<count {
            for column in 0..<count {
                let (u, v) = isTransposed ? (row, column) : (column, row)
                var sum: Float = 0
                for y in 0..<Self.side { sum += waves[v * Self.side + y] * half[u * Self.side + y] }
                // Wave numbers start at 1, so index 1 is the first even one.
                let word = (row.isMultiple(of: 2) ? 2 : 0) + (column.isMultiple(of: 2) ? 1 : 0)
                if sum > 0 { words[word] |= 1 << filled[word] }
                filled[word] += 1
            }
        }
        self.words = words
    }

    /// Waves 1 to 16 of the cosine transform over the square's side, under a window that lets its edge fade.
    private static let waves: [Float] = (1...16).flatMap { wave in
        (0..<side).map { place in
            let angle = Double.pi * (Double(place) + 0.5) / Double(side)
            return Float(cos(angle * Double(wave)) * sin(angle))
        }
    }
}
