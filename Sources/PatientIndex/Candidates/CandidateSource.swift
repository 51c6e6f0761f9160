/// An index as the matcher asks it: in memory, or in the database within one reading.
package protocol CandidateSource {
    /// How many persons there are, those that were merged away aside.
    var personCount: Int { get throws }
    /// How many rows have a value (`Frequencies.key`).
    func count(_ key: UInt64) throws -> Int
    /// Adds every person filed under one of the keys who matches closely enough.
    func rank(_ keys: [UInt64], _ comparer: Comparer, _ scorer: Scorer, into ranking: inout Ranking) throws
    /// Calls `body` with every person filed under one of the keys, once each.
    func visit(_ keys: [UInt64], _ body: (UInt32, Features, Span<UInt8>) throws -> Void) throws
    /// The person_id of a row.
    func id(_ row: UInt32) throws -> String
    /// A row in the form that is compared, with its texts.
    func record(_ row: UInt32) throws -> (features: Features, pool: [UInt8])
}

extension CandidateSource {
    /// Compares one person and keeps it where it matches closely enough.
    @inline(__always)
    package func score(
        _ row: UInt32, _ person: Features, _ pool: Span<UInt8>, _ comparer: Comparer, _ scorer: Scorer,
        into ranking: inout Ranking
    ) {
        var levels = comparer.identity(person, pool)
        var weight = scorer.identity(levels)
        // A number that hits is looked at whatever else it says.
        let isHit = levels.isNumberHit
        guard isHit || weight + Scorer.placeRange.upperBound >= Scorer.least else { return }
        comparer.addPlace(person, pool, to: &levels)
        weight += scorer.place(levels)
        guard isHit || weight >= Scorer.least else { return }
        ranking.add(Scored(row: person.survivor, source: row, weight: weight, levels: levels))
    }
}
