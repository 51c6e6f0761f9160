import Archive
import DICOM
import Digitise
import FilmModel
import MigrationQueue
import PatientIndex

extension Pipeline {
    /// The instance of a film as it goes to an archive that has followed the hospital and has the examination under another
    /// number of the person's: with that. Nil where the archive gets what all get.
    func asFollowed(
        _ film: FilmRecord, _ facts: FilmFacts, _ expected: Expected, by archive: String
    ) async throws -> Dataset? {
        guard let id = facts.decidedPerson ?? facts.match?.person, let person = try await persons.person(id),
            let claim = try await written.claim(expected.studyInstanceUID, in: archive, for: person)
        else { return nil }
        guard case .identity(let identity) = claim else { throw Stop(Self.refusal(claim, archive)) }
        let sent = facts.written?.identity ?? PatientIdentity(written: expected.identity)
        guard identity.identifier != sent.identifier else { return nil }
        var own = facts
        own.written = WrittenPatient(identity, institution: facts.written?.institution)
        var origin = FilmOrigin(film, institution: nil)
        origin.isApart = expected.studyInstanceUID == origin.ownStudyInstanceUID
        let made = try build(film, origin, try digitise(film), &own)
        guard made.expected.sopInstanceUID == expected.sopInstanceUID,
            made.expected.studyInstanceUID == expected.studyInstanceUID,
            made.expected.pixelDigest == expected.pixelDigest
        else { throw Stop(Reason(.internalFault, Self.cannotBeRemade)) }
        return made.dataset
    }

    /// Why a film can't be of an examination that an archive has under a number that is not this person's, or not any more;
    /// nil where it can.
    func refusal(ofFollowed study: String, _ person: Person) async throws -> Reason? {
        for destination in destinations {
            switch try await written.claim(study, in: destination.name, for: person) {
            case nil, .identity: continue
            case let claim?: return Self.refusal(claim, destination.name)
            }
        }
        return nil
    }

    private static func refusal(_ claim: IdentityClaim, _ archive: String) -> Reason {
        if case .another = claim {
            return Reason(.identityConflict, "\(archive) \(hasAnothers)")
        }
        return Reason(
            .patientIDShared, "\(archive) has the examination under a number that is another person's by now")
    }
}

extension WrittenPatientStore {
    /// Keeps under which number of the person's an archive has a film's examination, by what it gave back.
    func note(_ answer: ReadBack, of film: FilmRecord, _ expected: Expected, in archive: String) async throws
    {
        guard let person = film.person else { return }
        let sent = PatientIdentity(written: expected.identity)
        switch answer {
        case .equal: try await note(expected.studyInstanceUID, in: archive, as: nil, of: person)
        case .followed(_, let identity):
            let isRenumbered = identity.identifier.key != sent.identifier.key
            try await note(
                expected.studyInstanceUID, in: archive, as: isRenumbered ? identity : nil, of: person)
        default: break
        }
    }
}
