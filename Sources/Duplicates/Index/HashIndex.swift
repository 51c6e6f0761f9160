import CHamming
package import FilmModel
import Synchronization

/// The hashes of all films in memory, twice 32 bytes each, looked through as a whole for each film: at the radii
/// that films need, a flat scan with vector instructions beats every index (docs/performance.md).
package final class HashIndex: Sendable {
    private struct Content {
        /// Blocks of 32 hashes, byte by byte: the first bytes of all, then the second ones, …
        var trimmed: [UInt8] = []
        var lit: [UInt8] = []
        var films: [Int64] = []

        mutating func add(_ film: FilmID, _ hash: FilmHashes) {
            let lane = films.count % 32
            Self.add(hash.trimmed, to: &trimmed, lane)
            Self.add(hash.lit, to: &lit, lane)
            films.append(film.number)
        }

        private static func add(_ hash: FilmHash, to blocks: inout [UInt8], _ lane: Int) {
            if lane == 0 { blocks += repeatElement(0, count: 1024) }
            let start = blocks.count - 1024 + lane
            for byte in 0..<32 {
                blocks[start + byte * 32] = UInt8(truncatingIfNeeded: hash.words[byte / 8] >> (byte % 8 * 8))
            }
        }

        mutating func reserve(_ count: Int) {
            trimmed.reserveCapacity((count + 31) / 32 * 1024)
            lit.reserveCapacity((count + 31) / 32 * 1024)
            films.reserveCapacity(count)
        }
    }

    private let content = Mutex(Content())

    package init() {}

    package func add(_ film: FilmID, _ hash: FilmHashes) { content.withLock { $0.add(film, hash) } }

    /// Makes room for so many films at once: growing by and by takes twice the memory for a moment.
    package func reserve(_ count: Int) { content.withLock { $0.reserve(count) } }

    package var count: Int { content.withLock { $0.films.count } }

    /// The films within a distance of any of the hashes, in any orientation; the nearest first, at most so
    /// many.
    package func near(_ queries: FilmQueries, within radius: Int, limit: Int) -> [(
        film: FilmID, distance: Int
    )] {
        guard !queries.trimmed.isEmpty, !queries.lit.isEmpty else { return [] }
        let found = content.withLock { content in
            var distances = Self.distances(content.trimmed, queries.trimmed)
            let others = Self.distances(content.lit, queries.lit)
            unsafe distances.withUnsafeMutableBufferPointer { distances in
                unsafe others.withUnsafeBufferPointer { others in
                    for place in distances.indices {
                        unsafe distances[place] = min(distances[place], others[place])
                    }
                }
            }
            var found: [(film: FilmID, distance: Int)] = []
            unsafe distances.withUnsafeBufferPointer { distances in
                for place in content.films.indices where unsafe Int(distances[place]) <= radius {
                    unsafe found.append((FilmID(content.films[place]), Int(distances[place])))
                }
            }
            return found
        }
        return Array(found.sorted { ($0.distance, $0.film) < ($1.distance, $1.film) }.prefix(limit))
    }

    private static func distances(_ blocks: [UInt8], _ hashes: [FilmHash]) -> [UInt8] {
        let wanted = hashes.flatMap(\.data)
        return unsafe [UInt8](unsafeUninitializedCapacity: blocks.count / 32) { result, filled in
            filled = blocks.count / 32
            unsafe blocks.withUnsafeBufferPointer { blocks in
                unsafe wanted.withUnsafeBufferPointer { wanted in
                    guard let from = blocks.baseAddress, let queries = wanted.baseAddress,
                        let to = result.baseAddress
                    else {
                        filled = 0
                        return
                    }
                    unsafe fmh_nearest_turns(from, blocks.count / 1024, queries, hashes.count, to)
                }
            }
        }
    }
}
