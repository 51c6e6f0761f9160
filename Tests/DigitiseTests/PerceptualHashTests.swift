import Digitise
import FilmModel
import Foundation
import Testing

@Suite("A picture is known by its looks")
struct PerceptualHashTests {
    private static let side = 160

    /// Smooth blobs, others for another seed.
    private static func picture(seed: UInt64) -> [Double] {
        var random = SeededRandom(seed)
        let blobs = (0..<150).map { _ in
            (
                Double.random(in: 0...1, using: &random), Double.random(in: 0...1, using: &random),
                Double.random(in: 0.02...0.06, using: &random), Double.random(in: -0.4...0.4, using: &random)
            )
        }
        return (0..<side * side).map { index in
            let (x, y) = (Double(index % side) / Double(side), Double(index / side) / Double(side))
            return blobs.reduce(0.5) { sum, blob in
                let distance = (x - blob.0) * (x - blob.0) + (y - blob.1) * (y - blob.1)
                return sum + blob.3 * exp(-distance / (2 * blob.2 * blob.2))
            }
        }
    }

    private static func hash(
        _ values: [Double], bits: Int = 8, photometric: TIFFPage.Photometric = .minIsBlack
    ) throws -> PerceptualHash {
        let full = Double((1 << bits) - 1)
        let pixels = values.map { UInt16((min(1, max(0, $0)) * full).rounded()) }
        return try SampleFilm.scan(
            SampleFilm.tiff([
                TIFFPage(width: side, height: side, pixels: pixels, bits: bits, photometric: photometric)
            ])
        ).look
    }

    private static func turned(_ values: [Double], _ place: (Int, Int) -> (Int, Int)) -> [Double] {
        var result = values
        for y in 0..<side {
            for x in 0..<side {
                let (column, row) = place(x, y)
                result[row * side + column] = values[y * side + x]
            }
        }
        return result
    }

    @Test("each of the eight orientations is that of the picture so turned")
    func orientations() throws {
        let last = Self.side - 1
        let places: [(Int, Int) -> (Int, Int)] = [
            { ($0, $1) }, { (last - $1, $0) }, { (last - $0, last - $1) }, { ($1, last - $0) },
            { (last - $0, $1) }, { ($0, last - $1) }, { ($1, $0) }, { (last - $1, last - $0) },
        ]
        let values = Self.picture(seed: 1)
        let whole = try Self.hash(values)
        #expect(whole.quality >= 50)
        for (index, place) in places.enumerated() {
            let other = try Self.hash(Self.turned(values, place))
            let distances = whole.orientations.map { $0.distance(to: other.upright) }
            #expect(distances[index] <= 45, "orientation \(index): \(distances)")
            #expect(distances.enumerated().allSatisfy { $0.offset == index || $0.element > 60 })
        }
    }

    @Test("depth, polarity, gamma and noise hardly move it; the negative lies at the other end")
    func changes() throws {
        let values = Self.picture(seed: 2)
        let plain = try Self.hash(values).upright
        var random = SeededRandom(9)
        #expect(try Self.hash(values, bits: 16).upright.distance(to: plain) <= 4)
        #expect(
            try Self.hash(values.map { 1 - $0 }, photometric: .minIsWhite).upright.distance(to: plain) <= 8)
        #expect(try Self.hash(values.map { pow(max(0, $0), 1.4) }).upright.distance(to: plain) <= 40)
        let noisy = values.map { $0 + Double.random(in: -0.05...0.05, using: &random) }
        #expect(try Self.hash(noisy).upright.distance(to: plain) <= 16)
        #expect(try Self.hash(values.map { 1 - $0 }).upright.distance(to: plain) >= 244)
    }

    @Test("other pictures lie far off, and a blank one says so by its quality")
    func others() throws {
        let hashes = try (1...12).map { try Self.hash(Self.picture(seed: UInt64($0))) }
        for (index, first) in hashes.enumerated() {
            for second in hashes[(index + 1)...] { #expect(first.upright.distance(to: second.upright) > 60) }
        }
        let plain = try Self.hash((0..<Self.side * Self.side).map { 0.5 + Double($0 % 2) / 255 })
        #expect(plain.quality < 50)
    }
}
