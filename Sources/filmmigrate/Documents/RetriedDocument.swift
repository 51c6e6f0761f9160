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
    /// The Trust and the batch that the films were narrowed to; nil where they were not.
    var trust: String?
    var batch: String?

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
        case code, films, held, rejected, retrying, corrected, trust, batch
        case dryRun = "dry_run"
    }

    private var narrowed: String {
        (trust.map { ", Trust \($0)" } ?? "") + (batch.map { ", batch \($0)" } ?? "")
    }

    var text: String {
        let stay =
            corrected == 0
            ? ""
            : "; \(corrected.counted("more stays as it is", "more stay as they are")), a reviewer has to decide first "
                + "(`filmmigrate review list`)"
        guard films > 0 else {
            return corrected == 0 ? "no film stands with \(code)\(narrowed)" : "no film is tried again\(stay)"
        }
        let what =
            "\(films.counted("film")) with \(code)\(narrowed): \(held) held, \(rejected) rejected, \(retrying) waiting"
        return dryRun
            ? "\(what); nothing was changed\(stay)"
            : "\(what); \(films == 1 ? "it is" : "all are") tried again\(stay); next: `filmmigrate run`"
    }
}
