/// A Trust's films by day (`YYYY-MM-DD`): how many entered a state, less those that left it.
package struct FilmFlow: Sendable, Hashable {
    package var verified: [String: Int] = [:]
    /// Duplicates, and films that a person has rejected: they will not come again.
    package var accounted: [String: Int] = [:]
}
