import FilmModel
import MigrationQueue

/// `errors --retry`: what was tried again.
struct RetriedDocument: Encodable {
    let code: String
    /// All films of the group that go on.
    let films: Int
    let held: Int
    let rejected: Int
    let retrying: Int
    /// Films with this cause that stay where they are: a person's correction stands.
    let corrected: Int
    /// Whether nothing was changed.
    let dryRun: Bool

    init(code: ReasonCode, _ retried: Retried, left: Int, dryRun: Bool) {
        self.code = code.rawValue
        films = retried.films
        held = retried.held
        rejected = retried.rejected
        retrying = retried.retrying
        corrected = left
        self.dryRun = dryRun
    }

    enum CodingKeys: String, CodingKey {
        case code, films, held, rejected, retrying, corrected
        case dryRun = "dry_run"
    }

    var text: String {
        let stay =
            corrected == 0
            ? ""
            : "; \(corrected) more stay as they are, a reviewer has to decide first (`filmmigrate review list`)"
        guard films > 0 else {
            return corrected == 0 ? "no film stands with \(code)" : "no film is tried again\(stay)"
        }
        let what = "\(films) films with \(code): \(held) held, \(rejected) rejected, \(retrying) waiting"
        return dryRun
            ? "\(what); nothing was changed\(stay)"
            : "\(what); all are tried again\(stay); next: `filmmigrate run`"
    }
}
