/// A Trust's films by day (`YYYY-MM-DD`): how many entered a state, less those that left it.
package struct FilmFlow: Sendable, Hashable {
    package var verified: [String: Int] = [:]
    /// Duplicates of verified films: out of the store, though no picture of their own is verified.
    package var accounted: [String: Int] = [:]
}
