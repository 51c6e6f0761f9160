import Digitise
import Duplicates
import FilmModel
import MigrationQueue

extension Fingerprint {
    /// The fingerprint of a film of the ledger, without its hash.
    init(
        _ film: FilmRecord, person: PersonID, same: Set<PersonID>, study: String? = nil, picture: String
    ) {
        self.init(
            film: film.id, person: person, same: same,
            jacket: film.description.jacketID.map { "\(film.trust.code) \($0)" },
            study: study ?? FilmOrigin(film, institution: nil).studyInstanceUID, source: film.pictureSource,
            picture: picture)
    }
}

extension FilmRecord {
    /// Under which a film's canonical picture is kept: its file and its page.
    var pictureSource: String { "\(sourceDigest) \(description.page ?? 1)" }
}
