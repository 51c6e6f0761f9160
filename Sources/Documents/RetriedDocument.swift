package import FilmModel
package import MigrationQueue

/// `errors --retry`: what was tried again.
package struct RetriedDocument: Encodable {
    package let code: String
    /// All films of the group that go on.
    package let films: Int
    package let held: Int
    package let rejected: Int
    package let retrying: Int
    /// Films with this cause that stay where they are: a person's correction stands.
    package let corrected: Int
    /// Whether nothing was changed.
    package let dryRun: Bool
    /// The Trust and the batch that the films were narrowed to; nil where they were not.
    package var trust: String?
    package var batch: String?

    package init(code: ReasonCode, _ retried: Retried, left: Int, dryRun: Bool) {
        self.code = code.rawValue
        films = retried.films
        held = retried.held
        rejected = retried.rejected
        retrying = retried.retrying
        corrected = left
        self.dryRun = dryRun
    }

    enum CodingKeys: String, CodingKey {
        case code, films, held, rejected, retrying, corrected, trust, batch
        case dryRun = "dry_run"
    }
}
