import Duplicates
import FilmModel
import MigrationQueue
import PatientIndex

extension ReviewDesk {
    private static let words =
        "another film of the examination was decided on, and this one's Patient ID is another person's by now"

    /// Holds what archives have of a film's examination under a number that is another person's by now: where one of its
    /// films gets another, the rest does not stay there unseen, nor two numbers in one study.
    func holdUnderOthersNumbers(_ film: FilmRecord) async throws {
        guard let study = film.facts.studyInstanceUID else { return }
        for id in try await stores.fingerprints.films(of: study, besides: film.id) {
            let other = try await stores.ledger.film(id)
            guard other.facts.studyInstanceUID == study, other.facts.correction == nil,
                let person = other.person, try await isUnderOthersNumber(other, person)
            else { continue }
            try await stores.ledger.doubt(
                id, Reason(.patientIDShared, Self.words), actor: actor, at: .now())
        }
    }

    /// What looks like a film that was not sent is compared with whose it is by now, whichever is carried first. One that
    /// stands for itself does so as the same person's alone: its own way sees to that.
    func restate(_ film: FilmID, as person: PersonID) async throws {
        guard try await stores.fingerprints.fingerprint(of: film)?.isKept == false else { return }
        try await stores.fingerprints.reassign(film, to: person)
    }

    /// Whether archives have a film under a number that is another's by now than the person's.
    func isUnderOthersNumber(_ film: FilmRecord, _ person: PersonID) async throws -> Bool {
        guard let sent = film.sentIdentity, try await !stores.ledger.stores(of: film.id).isEmpty else {
            return false
        }
        return try await stores.written.isPassedOn(sent.identifier, from: person)
    }
}

extension FilmRecord {
    /// Whom the film's instance names as it was sent; nil where it was not, or where that does not count any more.
    var sentIdentity: PatientIdentity? {
        facts.written?.identity ?? facts.identity.map { PatientIdentity(written: $0) }
    }
}
