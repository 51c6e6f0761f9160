import FilmModel
import Migration
import MigrationQueue

/// What reading films again came to.
struct VerifyDocument: Encodable {
    /// A film that did not come back as it was sent.
    struct Line: Encodable {
        let film: String
        let archive: String
        let what: String
    }

    let archives: [String]
    /// Films that were read.
    let films: Int
    let equal: Int
    let different: [Line]
    /// Films that were named and are not verified.
    let notVerified: Int
    /// Films of those that are equal where they were sent, and that an archive registered since has not got yet.
    let notBrought: Int
    let ended: String

    enum CodingKeys: String, CodingKey {
        case archives, films, equal, different, ended
        case notVerified = "not_verified"
        case notBrought = "not_brought"
    }

    init(_ summary: Reverification.Summary, archives: [String]) {
        self.archives = archives
        equal = summary.equal
        films = summary.equal + summary.different.count
        different = summary.different.flatMap { film, differences in
            differences.map { Line(film: film.reference, archive: $0.archive, what: $0.what) }
        }
        notVerified = summary.notVerified
        notBrought = summary.notBrought
        ended = summary.unavailable != nil ? "unreachable" : summary.isStopped ? "stopped" : "done"
    }

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
