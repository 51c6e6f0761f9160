package import FilmModel

/// One batch's films by state at a moment.
package struct BatchStanding: Sendable, Hashable {
    package let batch: String
    package let trust: TrustID
    package var films: StateCounts

    package init(
        batch: String, trust: TrustID, films: StateCounts
    ) {
        self.batch = batch
        self.trust = trust
        self.films = films
    }
}
