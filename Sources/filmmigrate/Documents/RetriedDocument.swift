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
    /// Whether nothing was changed.
    let dryRun: Bool

    init(code: ReasonCode, _ retried: Retried, dryRun: Bool) {
        self.code = code.rawValue
        films = retried.films
        held = retried.held
        rejected = retried.rejected
        retrying = retried.retrying
        self.dryRun = dryRun
    }

    enum CodingKeys: String, CodingKey {
        case code, films, held, rejected, retrying
        case dryRun = "dry_run"
    }

    var text: String {
        guard films > 0 else { return "no film stands with \(code)" }
        let what = "\(films) films with \(code): \(held) held, \(rejected) rejected, \(retrying) waiting"
        return dryRun
            ? "\(what); nothing was changed" : "\(what); all are tried again; next: `filmmigrate run`"
    }
}
