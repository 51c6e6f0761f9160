/// Weighted deficit round-robin over the lanes of one Trust, in bytes: 6:3:1 while all have films, and
/// everything to the one that has. Urgent films are first of a round, but never all of it. Inside a round lanes take
/// turns of six films, three and one, so that many small films of one hold up no other.
package struct LaneShare {
    /// Bytes that a round adds for each share: about one film of 2048 × 2500 pixels in 16 bit.
    static let quantum = 10_000_000

    private var deficits = Lane.allCases.map { LaneShare.quantum * $0.share }
    private var turn = 0
    /// Films of the turn that are left.
    private var left = Lane.urgent.share
    /// Urgent films that were taken before their turn.
    private var ahead = 0

    package init() {}

    /// Takes the next film: `take` answers the cost of a lane's next film and takes it, or nil where the lane
    /// is empty. Nil where all are.
    package mutating func next(_ take: (Lane) throws -> Int?) rethrows -> Int? {
        let lanes = Lane.allCases
        var isEmpty = lanes.map { _ in false }
        while true {
            if lanes[turn] == .urgent {
                let used = min(ahead, left)
                (ahead, left) = (ahead - used, left - used)
            }
            if left > 0, deficits[turn] > 0, !isEmpty[turn] {
                if let cost = try take(lanes[turn]) {
                    deficits[turn] -= max(cost, 1)
                    left -= 1
                    return cost
                }
                isEmpty[turn] = true
                if !isEmpty.contains(false) { return nil }
            }
            turn = (turn + 1) % lanes.count
            left = lanes[turn].share
            // A lane that has nothing keeps its share of this round, and gets no other.
            guard !lanes.indices.contains(where: { !isEmpty[$0] && deficits[$0] > 0 }) else { continue }
            for place in lanes.indices where deficits[place] <= 0 {
                deficits[place] += Self.quantum * lanes[place].share
            }
        }
    }

    /// Counts an urgent film that was taken before its lane's turn.
    package mutating func chargeUrgent(_ cost: Int) {
        deficits[0] -= max(cost, 1)
        ahead += 1
    }
}
