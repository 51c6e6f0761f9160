import CHamming
package import FilmModel
import Synchronization

/// The hashes of all films in memory, 32 bytes each, looked through as a whole for each film: at the radii
/// that films need, a flat scan with vector instructions beats every index (docs/performance.md).
package final class HashIndex: Sendable {
    private struct Content {
        /// Blocks of eight hashes: four words of eight lanes each.
        var blocks: [UInt64] = []
        var films: [Int64] = []

        mutating func add(_ film: FilmID, _ hash: FilmHash) {
            let lane = films.count % 8
            if lane == 0 { blocks += repeatElement(0, count: 32) }
            let start = blocks.count - 32 + lane
            for word in 0..<4 { blocks[start + word * 8] = hash.words[word] }
            films.append(film.number)
        }
    }

    private let content = Mutex(Content())

    package init() {}

    package func add(_ film: FilmID, _ hash: FilmHash) { content.withLock { $0.add(film, hash) } }

    package var count: Int { content.withLock { $0.films.count } }

    /// The films within a distance of any of the hashes, in any orientation; the nearest first, at most so
    /// many.
    package func near(_ queries: [FilmHash], within radius: Int, limit: Int) -> [(
        film: FilmID, distance: Int
    )] {
        let words = queries.flatMap { query in (0..<4).map { query.words[$0] } }
        let found = content.withLock { content in
            var distances = [UInt8](repeating: 0, count: content.blocks.count / 4)
            unsafe content.blocks.withUnsafeBufferPointer { blocks in
                unsafe words.withUnsafeBufferPointer { words in
                    unsafe distances.withUnsafeMutableBufferPointer { distances in
                        guard let blocks = blocks.baseAddress, let words = words.baseAddress,
                            let result = distances.baseAddress
                        else { return }
                        unsafe fmh_nearest_turns(
                            blocks, distances.count / 8, words, queries.count, result)
                    }
                }
            }
            var found: [(film: FilmID, distance: Int)] = []
            for (place, distance) in distances.enumerated()
            where Int(distance) <= radius && place < content.films.count {
                found.append((FilmID(content.films[place]), Int(distance)))
            }
            return found
        }
        return Array(found.sorted { ($0.distance, $0.film) < ($1.distance, $1.film) }.prefix(limit))
    }
}
