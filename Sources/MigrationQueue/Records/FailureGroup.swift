package import FilmModel

/// Films that one cause stops: how many, since when, and one of them to look at.
package struct FailureGroup: Sendable {
    /// Where the films of the group stand.
    package enum Standing: String, Sendable, CaseIterable {
        /// State `held`: they wait for a person.
        case held
        /// State `rejected`.
        case rejected
        /// State `queued` or `delivered`: they wait for their next attempt.
        case retrying
    }

    package var code: ReasonCode
    package var standing: Standing
    /// Films currently in this state.
    package var films: Int
    /// When the first and the last of these films came into this state.
    package var first: Timestamp
    package var last: Timestamp
    /// One of them, the first by number: `BATCH/FILM`.
    package var example: String

    package init(
        code: ReasonCode, standing: Standing, films: Int, first: Timestamp, last: Timestamp, example: String
    ) {
        self.code = code
        self.standing = standing
        self.films = films
        self.first = first
        self.last = last
        self.example = example
    }
}
