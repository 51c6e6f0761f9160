/// Weighted deficit round-robin over Trusts, in bytes: each visit adds quantum × weight to a Trust's
/// deficit, films are taken while it is positive, and it may go negative, so that a film larger than the
/// quantum still goes and is paid back. A Trust without work loses its deficit: nobody saves up. A visit that
/// the end of a claim cuts short goes on with the next claim, and adds nothing a second time.
struct FairShare {
    /// A Trust that has work now.
    struct Candidate {
        let trust: String
        let weight: Int
        /// How many more of its films may be in flight.
        let room: Int
    }

    /// Bytes that one visit adds at weight 1: about eight films of 2048 × 2500 pixels in 16 bit.
    static let quantum = 80_000_000

    private var deficits: [String: Int] = [:]
    private var last: String?

    /// Picks films until `films` or `bytes` is reached or nobody has more. `next` answers the cost of the
    /// Trust's next film and takes it, or nil where there is none.
    mutating func pick(
        from candidates: [Candidate], films: Int, bytes: Int, next: (String) throws -> Int?
    ) rethrows {
        let trusts = Set(candidates.map(\.trust))
        deficits = deficits.filter { trusts.contains($0.key) }
        var open = rotated(candidates)
        var room = Dictionary(uniqueKeysWithValues: candidates.map { ($0.trust, $0.room) })
        var taken = 0
        var carried = 0
        while !open.isEmpty, taken < films, carried < bytes {
            var finished: Set<String> = []
            for candidate in open {
                if deficits[candidate.trust, default: 0] <= 0 {
                    deficits[candidate.trust, default: 0] += Self.quantum * candidate.weight
                }
                while deficits[candidate.trust, default: 0] > 0, taken < films, carried < bytes {
                    guard room[candidate.trust, default: 0] > 0, let cost = try next(candidate.trust) else {
                        deficits[candidate.trust] = nil
                        finished.insert(candidate.trust)
                        break
                    }
                    room[candidate.trust, default: 0] -= 1
                    deficits[candidate.trust, default: 0] -= max(cost, 1)
                    taken += 1
                    carried += cost
                    last = candidate.trust
                }
                if taken >= films || carried >= bytes { return }
            }
            if !finished.isEmpty { open.removeAll { finished.contains($0.trust) } }
        }
    }

    /// The candidates in turn, beginning behind the Trust that was served last (first again while it has
    /// deficit left).
    private func rotated(_ candidates: [Candidate]) -> [Candidate] {
        guard let last, let place = candidates.firstIndex(where: { $0.trust >= last }) else {
            return candidates
        }
        let servedOut = candidates[place].trust == last && deficits[last, default: 0] <= 0
        let start = servedOut ? place + 1 : place
        return Array(candidates[start...] + candidates[..<start])
    }
}
