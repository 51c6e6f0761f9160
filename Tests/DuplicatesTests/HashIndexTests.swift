import FilmModel
import Foundation
import GRDB
import Testing

@testable import Duplicates
@testable import StoreSQLite

@Suite("Fingerprints are found again, in memory and on the disk")
struct HashIndexTests {
    private static func random(_ random: inout SplitMix) -> FilmHash {
        FilmHash(words: SIMD4(random.next(), random.next(), random.next(), random.next()))
    }

    /// The distance by its definition: the least over mirror images, half turns and the negative.
    private static func distance(_ a: FilmHash, _ b: FilmHash) -> Int {
        let flips: [SIMD4<UInt64>] = [
            SIMD4(0, 0, 0, 0), SIMD4(0, .max, 0, .max), SIMD4(0, 0, .max, .max), SIMD4(0, .max, .max, 0),
        ]
        return flips.map { flip in
            let plain = FilmHash(words: a.words ^ flip).plainDistance(to: b)
            return min(plain, 256 - plain)
        }.min() ?? 256
    }

    @Test(
        "the scan of all hashes gives the distances that the definition gives, however bits are counted",
        arguments: [1, 2, 3, 6, 7, 13], HashIndex.Counting.available)
    func distances(queryCount: Int, counting: HashIndex.Counting) {
        var random = SplitMix(seed: 1)
        let hashes = (0..<2003).map { _ in
            FilmHashes(trimmed: Self.random(&random), lit: Self.random(&random))
        }
        let index = HashIndex(counting: counting)
        for (number, hash) in hashes.enumerated() { index.add(FilmID(Int64(number)), hash) }
        let queries = FilmQueries(
            trimmed: [hashes[700].trimmed] + (1..<queryCount).map { _ in Self.random(&random) },
            lit: (0..<queryCount).map { _ in Self.random(&random) })
        let expected = hashes.enumerated().map { number, hash -> (film: FilmID, distance: Int) in
            let trimmed = queries.trimmed.map { Self.distance($0, hash.trimmed) }
            let distance = (trimmed + queries.lit.map { Self.distance($0, hash.lit) }).min() ?? 256
            return (FilmID(Int64(number)), distance)
        }.sorted { ($0.distance, $0.film) < ($1.distance, $1.film) }
        for radius in [0, 72, 104, 128] {
            let found = index.near(queries, within: radius, limit: .max)
            let wanted = expected.filter { $0.distance <= radius }
            #expect(found.map(\.film) == wanted.map(\.film), "\(radius)")
            #expect(found.map(\.distance) == wanted.map(\.distance), "\(radius)")
        }
        let found = index.near(queries, within: 104, limit: .max)
        #expect(found.first?.film == FilmID(700))
        #expect(index.near(queries, within: 128, limit: 3).count == 3)
        #expect(index.near(FilmQueries(trimmed: [], lit: []), within: 128, limit: .max).isEmpty)
        #expect(HashIndex().near(queries, within: 128, limit: .max).isEmpty)
    }

    @Test("a film is found in all eight orientations and as a negative")
    func orientations() {
        let film = SampleFilm(seed: 9)
        let index = HashIndex()
        index.add(FilmID(1), film.portrait().hash)
        for isMirrored in [false, true] {
            for quarters in 0..<4 {
                let portrait = film.portrait {
                    ($0.isMirrored, $0.quarters, $0.isNegative) = (isMirrored, quarters, quarters == 1)
                    if quarters % 2 == 1 { ($0.width, $0.height) = (600, 480) }
                }
                #expect(
                    portrait.neighbours(in: index, within: 40) == [FilmID(1)], "\(isMirrored) \(quarters)")
            }
        }
    }

    @Test("a hash survives as bytes, and no other number of bytes is one")
    func bytes() {
        var random = SplitMix(seed: 2)
        let hash = Self.random(&random)
        #expect(FilmHash(data: hash.data) == hash)
        #expect(FilmHash(data: Data(count: 31)) == nil)
    }

    @Test("a canonical picture comes back from the disk as it was, and a damaged one not at all")
    func portraits() async throws {
        let database = try DatabaseQueue()
        let store = try SQLitePortraitStore(database)
        let picture = SampleFilm(seed: 3).portrait { $0.spacing = 0.2 }.canonical
        try await store.put(picture, of: "a 1")
        #expect(try await store.picture(of: "a 1") == picture)
        #expect(try await store.picture(of: "a 2") == nil)
        try await database.write { try $0.execute(sql: "UPDATE portrait SET fine = x'00'") }
        #expect(try await store.picture(of: "a 1") == nil)
        try await store.put(picture, of: "a 1", replacing: true)
        #expect(try await store.picture(of: "a 1") == picture)
    }
}
