import FilmModel
package import Migration
import MigrationQueue

/// What reading films again came to.
package struct VerifyDocument: Encodable {
    /// A film that did not come back as it was sent.
    package struct Line: Encodable {
        package let film: String
        package let archive: String
        package let what: String
    }

    package let archives: [String]
    /// Films that were read.
    package let films: Int
    package let equal: Int
    package let different: [Line]
    /// Films that were named and are not verified.
    package let notVerified: Int
    /// Films of those that are equal where they were sent, and that an archive registered since has not got yet.
    package let notBrought: Int
    package let ended: String

    enum CodingKeys: String, CodingKey {
        case archives, films, equal, different, ended
        case notVerified = "not_verified"
        case notBrought = "not_brought"
    }

    package init(_ summary: Reverification.Summary, archives: [String]) {
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
}
