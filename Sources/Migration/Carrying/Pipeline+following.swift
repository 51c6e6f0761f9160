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

    /// How long what an archive said of an examination is believed, in seconds.
    private static let lately = 3600.0

    /// Asks archives that have had films of the examination for long as whom they have it: one may have followed the
    /// hospital since. Throws a `Stop` where it is somebody else; the film that shows that is held with this one.
    func askWhose(_ film: FilmRecord, _ study: String, _ links: [ArchiveLink]) async throws {
        let elders = try await siblings(of: film, in: study).filter { $0.state == .verified }
        guard let elder = elders.first, let expected = Expected(elder.facts) else { return }
        let line = max(begun, Timestamp.now().adding(seconds: -Self.lately))
        let known = try await ledger.stores(of: elder.id)
        for link in links where !link.isAway {
            let name = link.destination.name
            let seen = known.filter { $0.destination == name }.compactMap(\.verifiedAt).max()
            guard let seen, seen < line else { continue }
            let answer = link.readBack(expected, aliases: aliases(of: elder.person))
            try await written.note(answer, of: elder, expected, in: name)
            guard case .differs(let what) = answer, what.contains(ReadBack.anotherPatient) else { continue }
            throw Stop(
                .held(
                    Reason(
                        .identityConflict,
                        "\(name) \(Self.hasAnothers)")),
                alsoHeld: [(elder.id, Reason(.readBackDiffers, "\(name): \(what)"))])
        }
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
