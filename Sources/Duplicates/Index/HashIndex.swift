import CHamming
package import FilmModel
import Synchronization

/// The hashes of all films in memory, twice 32 bytes each, looked through as a whole for each film: at the radii
/// that films need, a flat scan with vector instructions beats every index (docs/performance.md).
package final class HashIndex: Sendable {
    private struct Content {
        /// Blocks of 64 hashes, byte by byte: the first bytes of all, then the second ones, …
        var trimmed: [UInt8] = []
        var lit: [UInt8] = []
        var films: [Int64] = []

        mutating func add(_ film: FilmID, _ hash: FilmHashes) {
            let lane = films.count % HashIndex.lanes
            Self.add(hash.trimmed, to: &trimmed, lane)
            Self.add(hash.lit, to: &lit, lane)
            films.append(film.number)
        }

        private static func add(_ hash: FilmHash, to blocks: inout [UInt8], _ lane: Int) {
            if lane == 0 { blocks += repeatElement(0, count: HashIndex.blockBytes) }
            let start = blocks.count - HashIndex.blockBytes + lane
            for byte in 0..<32 {
                blocks[start + byte * HashIndex.lanes] = UInt8(
                    truncatingIfNeeded: hash.words[byte / 8] >> (byte % 8 * 8))
            }
        }

        mutating func reserve(_ count: Int) {
            trimmed.reserveCapacity((count + HashIndex.lanes - 1) / HashIndex.lanes * HashIndex.blockBytes)
            lit.reserveCapacity((count + HashIndex.lanes - 1) / HashIndex.lanes * HashIndex.blockBytes)
            films.reserveCapacity(count)
        }

        /// In the order of arrival. Hits come by and by, so that a scan keeps nothing of the films that are none.
        func near(_ queries: FilmQueries, within radius: Int, _ counting: Counting) -> [(
            film: FilmID, distance: Int
        )] {
            guard !films.isEmpty, !queries.trimmed.isEmpty, !queries.lit.isEmpty, radius >= 0 else {
                return []
            }
            let (trimmedQueries, litQueries) = (queries.trimmed.flatMap(\.data), queries.lit.flatMap(\.data))
            let blockCount = trimmed.count / HashIndex.blockBytes
            var found: [(film: FilmID, distance: Int)] = []
            var hits = [fmh_hit](repeating: fmh_hit(), count: 16 * HashIndex.lanes)
            unsafe trimmed.withUnsafeBufferPointer { trimmed in
                unsafe lit.withUnsafeBufferPointer { lit in
                    unsafe trimmedQueries.withUnsafeBufferPointer { trimmedQueries in
                        unsafe litQueries.withUnsafeBufferPointer { litQueries in
                            let sides = unsafe [
                                Self.side(trimmed, trimmedQueries), Self.side(lit, litQueries),
                            ].compactMap { unsafe $0 }
                            var next = 0
                            while next < blockCount {
                                let count = unsafe fmh_near(
                                    sides, sides.count, blockCount, &next, radius, &hits, hits.count,
                                    counting.way)
                                for hit in hits[..<count] where hit.place < films.count {
                                    found.append((FilmID(films[hit.place]), hit.distance))
                                }
                            }
                        }
                    }
                }
            }
            return found
        }

        private static func side(
            _ blocks: UnsafeBufferPointer<UInt8>, _ queries: UnsafeBufferPointer<UInt8>
        ) -> fmh_side? {
            guard let from = blocks.baseAddress, let wanted = queries.baseAddress else { return nil }
            return unsafe fmh_side(blocks: from, queries: wanted, query_count: queries.count / 32)
        }
    }

    private static let lanes = Int(FMH_LANES)
    private static let blockBytes = Int(FMH_BLOCK_BYTES)

    private let content = Mutex(Content())
    private let counting: Counting

    /// By the fastest way that this processor has, unless another is named.
    package init(counting: Counting? = nil) {
        self.counting = counting ?? Counting.available.last ?? .plain
    }

    package func add(_ film: FilmID, _ hash: FilmHashes) { content.withLock { $0.add(film, hash) } }

    /// Makes room for so many films at once: growing by and by takes twice the memory for a moment.
    package func reserve(_ count: Int) { content.withLock { $0.reserve(count) } }

    package var count: Int { content.withLock { $0.films.count } }

    /// The films within a distance of any of the hashes, in any orientation; the nearest first, at most so
    /// many.
    package func near(_ queries: FilmQueries, within radius: Int, limit: Int) -> [(
        film: FilmID, distance: Int
    )] {
        let found = content.withLock { $0.near(queries, within: radius, counting) }
        return Array(found.sorted { ($0.distance, $0.film) < ($1.distance, $1.film) }.prefix(limit))
    }

    /// How the bits are counted; each way finds the same.
    package enum Counting: Sendable, CaseIterable {
        case plain
        case avx2
        case avx512

        /// The ways that this processor has.
        package static var available: [Counting] { allCases.filter { $0.way.rawValue <= best.rawValue } }

        private static let best = fmh_best_way()

        fileprivate var way: fmh_way {
            switch self {
            case .plain: FMH_PLAIN
            case .avx2: FMH_AVX2
            case .avx512: FMH_AVX512
            }
        }
    }
}
