import Documents
import FilmModel
import MigrationQueue

extension RetriedDocument {
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
