package import FilmModel

/// One row of `trusts.csv`.
package struct Trust: Sendable, Hashable {
    package var id: TrustID
    package var name: String
    package var sha: String
    package var community: String?
    /// Outside the national arrangements: it contributes nothing to any sum of the plan.
    package var optedOut: Bool
    package var goLiveMonth: Month?
    package var filmsToMigrate: Int
    /// The films that the Trust commits to; nil where the cell is empty.
    package var volumeCommitment: Int?
    /// Examinations a year, where given: what equity of volumes is measured by.
    package var examinations: Int?

    package init(
        id: TrustID, name: String, sha: String, community: String? = nil, optedOut: Bool = false,
        goLiveMonth: Month? = nil, filmsToMigrate: Int, volumeCommitment: Int? = nil,
        examinations: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.sha = sha
        self.community = community
        self.optedOut = optedOut
        self.goLiveMonth = goLiveMonth
        self.filmsToMigrate = filmsToMigrate
        self.volumeCommitment = volumeCommitment
        self.examinations = examinations
    }
}
