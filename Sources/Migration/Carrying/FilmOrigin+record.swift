import Digitise
import MigrationQueue

extension FilmOrigin {
    /// Where a film of the ledger comes from; as it was sent, where it was.
    init(_ film: FilmRecord, institution: String?) {
        self.init(
            trust: film.trust, institution: institution, bureau: film.bureau, batchNumber: film.batchNumber,
            filmName: film.name, row: film.row, description: film.description,
            sourceDigest: film.sourceDigest,
            takenInAt: film.takenInAt, generation: film.generation)
        isApart = film.facts.sopInstanceUID != nil && film.facts.studyInstanceUID == ownStudyInstanceUID
    }
}
