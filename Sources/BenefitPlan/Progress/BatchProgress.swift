package import FilmModel

/// One batch's films by state.
package struct BatchProgress: Sendable, Hashable {
    package let batch: String
    package let trust: TrustID
    package let films: StateCounts

    package init(batch: String, trust: TrustID, films: StateCounts) {
        self.batch = batch
        self.trust = trust
        self.films = films
    }
}
