import CHamming
package import FilmModel
import Synchronization

/// The hashes of all films in memory, 32 bytes each, looked through as a whole for each film: at the radii
/// that films need, a flat scan with vector instructions beats every index (docs/performance.md).
package final class HashIndex: Sendable {
    private struct Content {
        /// Blocks of 32 hashes, byte by byte: the first bytes of all, then the second ones, …
        var blocks: [UInt8] = []
        var films: [Int64] = []

        mutating func add(_ film: FilmID, _ hash: FilmHash) {
            let lane = films.count % 32
            if lane == 0 { blocks += repeatElement(0, count: 1024) }
            let start = blocks.count - 1024 + lane
            for byte in 0..<32 {
                blocks[start + byte * 32] = UInt8(truncatingIfNeeded: hash.words[byte / 8] >> (byte % 8 * 8))
            }
            films.append(film.number)
        }

        mutating func reserve(_ count: Int) {
            blocks.reserveCapacity((count + 31) / 32 * 1024)
            films.reserveCapacity(count)
        }
    }

    private let content = Mutex(Content())

    package init() {}

    package func add(_ film: FilmID, _ hash: FilmHash) { content.withLock { $0.add(film, hash) } }

    /// Makes room for so many films at once: growing by and by takes twice the memory for a moment.
    package func reserve(_ count: Int) { content.withLock { $0.reserve(count) } }

    package var count: Int { content.withLock { $0.films.count } }

    /// The films within a distance of any of the hashes, in any orientation; the nearest first, at most so
    /// many.
    package func near(_ queries: [FilmHash], within radius: Int, limit: Int) -> [(
        film: FilmID, distance: Int
    )] {
        guard !queries.isEmpty else { return [] }
        let wanted = queries.flatMap(\.data)
        let found = content.withLock { content in
            let distances = Self.distances(content.blocks, wanted, queries.count)
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

    private static func distances(_ blocks: [UInt8], _ wanted: [UInt8], _ count: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: blocks.count / 32) { result, filled in
            filled = blocks.count / 32
            unsafe blocks.withUnsafeBufferPointer { blocks in
                unsafe wanted.withUnsafeBufferPointer { wanted in
                    guard let from = blocks.baseAddress, let queries = wanted.baseAddress,
                        let to = result.baseAddress
                    else {
                        filled = 0
                        return
                    }
                    unsafe fmh_nearest_turns(from, blocks.count / 1024, queries, count, to)
                }
            }
        }
    }
}
