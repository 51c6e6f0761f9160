/// How many films wait in one lane of one kind of work, counted up to a limit.
package struct LaneDepth: Sendable, Equatable {
    package var kind: WorkKind
    package var lane: Lane
    package var films: Int
    /// Whether the count was stopped at its limit: there are this many or more.
    package var isAtLeast: Bool

    package init(
        kind: WorkKind, lane: Lane, films: Int, isAtLeast: Bool
    ) {
        self.kind = kind
        self.lane = lane
        self.films = films
        self.isAtLeast = isAtLeast
    }
}
