/// A Trust's films by day (`YYYY-MM-DD`): how many entered a state, less those that left it.
package struct FilmFlow: Sendable, Hashable {
    package var verified: [String: Int] = [:]
    /// Duplicates of verified films: out of the store, though no picture of their own is verified.
    package var accounted: [String: Int] = [:]
    /// Queued, in flight, held or delivered: neither verified nor set aside for good.
    package var open: [String: Int] = [:]
    /// Duplicates that are the same scan in another delivery: no further films, and not accounted for.
    package var again: [String: Int] = [:]

    package init(
        verified: [String: Int] = [:], accounted: [String: Int] = [:], open: [String: Int] = [:],
        again: [String: Int] = [:]
    ) {
        self.verified = verified
        self.accounted = accounted
        self.open = open
        self.again = again
    }
}
