import Duplicates
import FilmModel
import Foundation
import GRDB
import StoreSQLite
import Testing

/// Hashes and canonical pictures stand in ledgers for years and are compared with those of films to come: whatever makes
/// them faster leaves every bit as it is.
@Suite("A portrait has the same bits as ever")
struct PortraitBitsTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let digest: String
        let change: @Sendable (inout SampleFilm.Scan) -> Void

        var testDescription: String { name }
    }

    /// The digests were taken before there were kernels in C.
    static let samples = [
        Sample(name: "grey, 8 bits", digest: "2a7a6a7a024e0bf1") { _ in },
        Sample(name: "with a border, 8 bits", digest: "c69468acfa8b01d") { scan in
            (scan.width, scan.height, scan.border) = (700, 500, 0.08)
        },
        Sample(name: "halved, 12 bits, negative", digest: "555a758577fdd617") { scan in
            (scan.width, scan.height, scan.bits, scan.isNegative) = (1503, 1201, 12, true)
        },
        Sample(name: "by three, 12 bits", digest: "8fc425b43287f5e3") { scan in
            (scan.width, scan.height, scan.bits, scan.quarters) = (1409, 2203, 12, 1)
        },
        Sample(name: "by four, 16 bits", digest: "b520e0a5cef9fa7d") { scan in
            (scan.width, scan.height, scan.bits) = (3500, 403, 16)
        },
        Sample(name: "by five, 10 bits", digest: "87ce534d943478aa") { scan in
            (scan.width, scan.height, scan.bits) = (203, 4100, 10)
        },
        Sample(name: "a thumb's nail", digest: "26d9cdc01f1ee70a") { scan in
            (scan.width, scan.height) = (21, 17)
        },
    ]

    @Test("of grey scans of all depths and sizes", arguments: samples)
    func grey(sample: Sample) async throws {
        let portrait = SampleFilm(seed: 5).portrait(sample.change)
        let digest = try await Self.digest(portrait)
        #expect(digest == sample.digest)
    }

    @Test("of colours, and where the least value is white")
    func layouts() async throws {
        var random = SplitMix(seed: 8)
        let bytes = (0..<300 * 260 * 3).map { place -> UInt8 in
            let slope: Int = place / 900 + (place % 900) / 4
            return UInt8((slope + Int(random.next() % 64)) / 2 % 256)
        }
        let colours = unsafe bytes.withUnsafeBytes {
            unsafe FilmPortrait(
                $0, PictureLayout(width: 300, height: 260, samplesPerPixel: 3, bitsAllocated: 8))
        }
        let coloursDigest = try await Self.digest(colours)
        #expect(coloursDigest == "2851a1c8b8c1ed23")
        let inverted = unsafe bytes.withUnsafeBytes {
            unsafe FilmPortrait(
                $0,
                PictureLayout(
                    width: 390, height: 300, bitsAllocated: 16, bitsStored: 15, isInverted: true))
        }
        let invertedDigest = try await Self.digest(inverted)
        #expect(invertedDigest == "db44399d34de6f5e")
    }

    /// Of the picture as it is kept, the hashes, and how far all by which the film is looked for are from some others.
    private static func digest(_ portrait: FilmPortrait) async throws -> String {
        let database = try DatabaseQueue()
        try await SQLitePortraitStore(database).put(portrait.canonical, of: "a 1")
        let row = try database.read { try Row.fetchOne($0, sql: "SELECT * FROM portrait") }
        var digest: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        for name in ["coarse", "middle", "fine", "density"] {
            let blob: Data = try #require(row?[name])
            add(blob)
        }
        for name in ["frame_left", "frame_top", "frame_width", "frame_height"] {
            let place: Double = try #require(row?[name])
            add("\(place) ".utf8)
        }
        add("\(portrait.canonical.scan.contentWidth) \(portrait.canonical.scan.clippedShare)".utf8)
        add(portrait.hash.trimmed.data)
        add(portrait.hash.lit.data)
        var random = SplitMix(seed: 9)
        func hash() -> FilmHash {
            FilmHash(words: SIMD4(random.next(), random.next(), random.next(), random.next()))
        }
        for _ in 0..<200 {
            add([UInt8(portrait.distance(to: FilmHashes(trimmed: hash(), lit: hash())))])
        }
        return String(digest, radix: 16)
    }
}
