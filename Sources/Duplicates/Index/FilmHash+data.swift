package import Foundation

extension FilmHash {
    /// The hash as 32 bytes: its four words, each little-endian.
    package var data: Data {
        Data((0..<4).flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: words[word] >> ($0 * 8)) } })
    }

    /// Nil where there are not 32 bytes.
    package init?(data: Data) {
        guard data.count == 32 else { return nil }
        var words = SIMD4<UInt64>()
        for (index, byte) in data.enumerated() { words[index / 8] |= UInt64(byte) << (index % 8 * 8) }
        self.init(words: words)
    }
}
