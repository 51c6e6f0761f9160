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
    /// The Trusts of the latest pick.
    private var served: [String] = []

    /// Picks films until `films` or `bytes` is reached or nobody has more. `next` answers the cost of the
    /// Trust's next film and takes it, or nil where there is none.
    mutating func pick(
        from candidates: [Candidate], films: Int, bytes: Int, next: (String) throws -> Int?
    ) rethrows {
        forget(allBut: candidates)
        var open = rotated(candidates)
        var room = candidates.map(\.room)
        var taken = 0
        var carried = 0
        while !open.isEmpty, taken < films, carried < bytes {
            var finished: Set<Int> = []
            for number in open {
                let trust = candidates[number].trust
                var deficit = deficits[trust, default: 0]
                if deficit <= 0 { deficit += Self.quantum * candidates[number].weight }
                while deficit > 0, taken < films, carried < bytes {
                    guard room[number] > 0, let cost = try next(trust) else {
                        finished.insert(number)
                        break
                    }
                    room[number] -= 1
                    deficit -= max(cost, 1)
                    taken += 1
                    carried += cost
                    last = trust
                }
                deficits[trust] = finished.contains(number) ? nil : deficit
                if taken >= films || carried >= bytes { return }
            }
            open.removeAll { finished.contains($0) }
        }
    }

    /// A Trust that may not be served now loses its deficit.
    private mutating func forget(allBut candidates: [Candidate]) {
        guard !served.elementsEqual(candidates.lazy.map(\.trust)) else { return }
        served = candidates.map(\.trust)
        let trusts = Set(served)
        deficits = deficits.filter { trusts.contains($0.key) }
    }

    /// The candidates' numbers in turn, beginning behind the Trust that was served last (first again while it has
    /// deficit left).
    private func rotated(_ candidates: [Candidate]) -> [Int] {
        guard let last, let place = candidates.firstIndex(where: { $0.trust >= last }) else {
            return Array(candidates.indices)
        }
        let servedOut = candidates[place].trust == last && deficits[last, default: 0] <= 0
        let start = servedOut ? place + 1 : place
        return Array(start..<candidates.count) + Array(0..<start)
    }
}
