import Documents
import FilmModel
import Migration
import MigrationQueue

extension VerifyDocument {
    var text: String {
        var lines = [
            "read \(films.counted("film")) again from \(archives.joined(separator: ", ")): \(equal) equal"
        ]
        let held = films - equal
        if held > 0 { lines[0] += ", \(held) different and held" }
        if notVerified > 0 {
            lines.append(
                "\(notVerified.counted("film that was named is", "films that were named are")) not verified, so there is nothing to prove again: see "
                    + "`filmmigrate film show FILM`")
        }
        if notBrought > 0 {
            lines.append(
                "\(notBrought.counted("is", "are")) not yet in an archive that was registered since: see `filmmigrate run`"
            )
        }
        lines += different.map { "\($0.film): \($0.archive): \($0.what)" }
        if held > 0 { lines.append("next: `filmmigrate review list`, and call the archive's keeper") }
        if ended != "done" { lines.append("stopped part-way: \(ended)") }
        return lines.joined(separator: "\n")
    }
}
