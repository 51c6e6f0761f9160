/// Weighted deficit round-robin over the lanes of one Trust, in bytes: 6:3:1 while all have films, and
/// everything to the one that has. Urgent films are first of a round, but never all of it.
struct LaneShare {
    /// Bytes that one visit adds for each share: about one film of 2048 × 2500 pixels in 16 bit.
    static let quantum = 10_000_000

    private var deficits = [LaneShare.quantum * Lane.urgent.share, 0, 0]
    private var turn = 0

    /// Takes the next film: `take` answers the cost of a lane's next film and takes it, or nil where the lane
    /// is empty. Nil where all are.
    mutating func next(_ take: (Lane) throws -> Int?) rethrows -> Int? {
        var empty = 0
        while empty < Lane.allCases.count {
            if deficits[turn] > 0 {
                if let cost = try take(Lane.allCases[turn]) {
                    deficits[turn] -= max(cost, 1)
                    return cost
                }
                // Nobody saves up.
                deficits[turn] = 0
                empty += 1
            } else {
                empty = 0
            }
            turn = (turn + 1) % Lane.allCases.count
            deficits[turn] += Self.quantum * Lane.allCases[turn].share
        }
        return nil
    }
}
