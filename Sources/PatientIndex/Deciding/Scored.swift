/// A person compared with a label.
struct Scored: Sendable {
    /// The row of the person that counts, after merging.
    var row: UInt32
    /// The row that was compared: the person's own, or one that was merged into it.
    var source: UInt32
    var weight: Float
    var levels: Levels
}

/// The persons that come nearest to a label.
package struct Ranking: Sendable {
    private(set) var scored: [Scored] = []

    mutating func add(_ one: Scored) { scored.append(one) }

    /// One entry a person, the best first, at most so many. Equal weights stand in the order of `id`, so
    /// that the order of the index's rows decides nothing.
    func best(_ count: Int, id: (UInt32) throws -> String) rethrows -> [Scored] {
        var byPerson: [UInt32: Scored] = [:]
        for one in scored {
            if let known = byPerson[one.row],
                known.weight > one.weight
                    || (known.weight == one.weight && known.source <= one.source)
            {
                continue
            }
            byPerson[one.row] = one
        }
        // Names are looked up for those only that may be among the first.
        let weights = byPerson.values.map(\.weight).sorted(by: >)
        let limit = weights.count > count ? weights[count - 1] : -.infinity
        var near: [(one: Scored, id: String)] = []
        for one in byPerson.values where one.weight >= limit { near.append((one, try id(one.row))) }
        near.sort { left, right in
            left.one.weight == right.one.weight ? left.id < right.id : left.one.weight > right.one.weight
        }
        return near.prefix(count).map(\.one)
    }
}
