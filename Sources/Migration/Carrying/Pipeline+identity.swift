import Archive
import Digitise
import Duplicates
import FilmModel
import MigrationQueue
import PatientIndex

extension Pipeline {
    /// Claims what the film's instance may name its patient, before anything is sent. Nil where the study is another
    /// patient's, or under a number that has become another's, and a reviewer has said all the same whose this film is: it
    /// can't be of that study.
    func claimIdentity(
        of person: Person, for film: FilmRecord, in study: String, _ links: [ArchiveLink]
    ) async throws -> PatientIdentity? {
        // Whoever the study was begun for: what was never sent binds nobody, and what archives may still have as another
        // person's, though a reviewer has said that it is this one's, does.
        let siblings = try await siblings(of: film, in: study)
        guard try await !isSent(siblings, as: nil, person) else {
            guard try await isDecided(film, onceHeldAs: [.identityConflict]) else {
                throw Stop(
                    Reason(
                        .identityConflict,
                        "the examination was sent as another person's: \(Self.oneJacket)"))
            }
            return nil
        }
        var claim = try await written.claim(study, for: person)
        if case .another = claim {
            claim = try await written.claim(study, for: person, takesOver: true)
        }
        if case .shared = claim, try await isDecided(film, onceHeldAs: [.patientIDShared]) {
            claim = try await written.claim(study, for: person, passesShared: true, takesOver: true)
        }
        if case .identity = claim, let stop = try await objection(to: study, siblings, film, person, links) {
            guard let code = stop.reason?.code, try await isDecided(film, onceHeldAs: [code]) else {
                throw stop
            }
            return nil
        }
        switch claim {
        case .identity(let identity): return identity
        case .passedOn(let issuer):
            guard try await isDecided(film, onceHeldAs: [.patientIDShared]) else {
                throw Stop(
                    Reason(
                        .patientIDShared,
                        "the examination began under a number of \(issuer) that is another person's by now"))
            }
            return nil
        case .shared(let issuer):
            throw Stop(
                Reason(
                    .patientIDShared,
                    "the patient's \(issuer) number is, or once was, another person's in the index as well"))
        case .another: throw Stop(Reason(.identityConflict))
        }
    }

    /// Of whom the instance of a film was made that archives have.
    func subject(of film: FilmRecord) async throws -> WrittenPatient {
        if let written = film.facts.written { return written }
        guard let id = film.person, let person = try await persons.person(id) else {
            throw Stop(Reason(.patientNotFound, "the person decided on is no longer in the index"))
        }
        let institution = institutions[film.trust]
        if let sent = film.facts.identity {
            // Sent before it was kept whole: the further numbers are the index's of today.
            let identity = PatientIdentity(written: sent).adding(person.identifiers, of: person)
            return WrittenPatient(identity, institution: institution)
        }
        // A correction was made: archives have the film as another person's than it was sent as.
        let study = FilmOrigin(film, institution: nil).studyInstanceUID
        guard try await !isSent(siblings(of: film, in: study), as: id, person) else {
            throw Stop(
                Reason(
                    .identityConflict,
                    "\(Self.restOfExamination) another person's: correct those as well, or accept this one again"
                ))
        }
        // What was corrected before it, or was theirs all the while, goes on as it began.
        var claim = try await written.claim(study, for: person, passesShared: true)
        if case .identity = claim {
        } else {
            claim = try await written.claim(study, for: person, passesShared: true, takesOver: true)
        }
        guard case .identity(let identity) = claim else { throw Stop(Reason(.identityConflict)) }
        return WrittenPatient(identity, institution: institution)
    }

    /// The other films of a study, whosever they are; without those that went out as a study of their own.
    func siblings(of film: FilmRecord, in study: String) async throws -> [FilmRecord] {
        var siblings: [FilmRecord] = []
        for id in try await gate.films(of: study, besides: film.id) {
            let sibling = try await ledger.film(id)
            guard sibling.facts.studyInstanceUID ?? study == study else { continue }
            siblings.append(sibling)
        }
        return siblings
    }

    /// Whether archives have some of a study's films as another person's. Those that are being corrected to `corrected` are
    /// not; where nobody is corrected, they are whosever the archives have them as.
    func isSent(
        _ siblings: [FilmRecord], as corrected: PersonID?, _ person: Person
    ) async throws -> Bool {
        guard !siblings.isEmpty else { return false }
        let same = try await persons.same(as: person.id)
        for sibling in siblings {
            if let owner = corrected == nil
                ? sibling.personInArchives : sibling.facts.correction ?? sibling.person,
                same.contains(owner)
            {
                continue
            }
            if try await !ledger.stores(of: sibling.id).isEmpty { return true }
        }
        return false
    }

    /// Why a film may not go into a study of its own person's as things stand in the archives. Nil where it may.
    private func objection(
        to study: String, _ siblings: [FilmRecord], _ film: FilmRecord, _ person: Person,
        _ links: [ArchiveLink]
    ) async throws -> Stop? {
        if try await isUnderWay(toAnotherNumber: siblings) { return Stop(Self.underWay) }
        for link in links where !link.isAway {
            if case .objection(let stop) = try await askWhose(film, person.id, study, as: nil, link) {
                return stop
            }
        }
        if let reason = try await refusal(ofFollowed: study, person) { return Stop(reason) }
        guard siblings.contains(where: \.isAnothersInArchives) else { return nil }
        return Stop(Reason(.identityConflict, "an archive \(Self.hasAnothers)"))
    }

    /// Whether the archives' keepers have been asked to put some of a study's films under another number, and it is not
    /// proved yet that they did: until then the study has two.
    func isUnderWay(toAnotherNumber siblings: [FilmRecord]) async throws -> Bool {
        for sibling in siblings where sibling.state != .verified && sibling.facts.decidedPerson != nil {
            guard sibling.facts.identity == nil, sibling.facts.written == nil else { continue }
            if try await !ledger.stores(of: sibling.id).isEmpty { return true }
        }
        return false
    }

    /// Whether a reviewer has said whose the film is, after it was held for one of these.
    func isDecided(_ film: FilmRecord, onceHeldAs codes: Set<ReasonCode>) async throws -> Bool {
        // Held for one cause and then for another, a film had two decisions: both hold, as long as they name one person.
        guard let decided = film.facts.decidedPerson else { return false }
        let same = try await persons.same(as: decided)
        let standing = try await decisions.everyStanding(on: film.id)
        // "Nobody", said first, was of the same doubt as whom it was said to be afterwards.
        return standing.contains { $0.kind == .assign && $0.person.map(same.contains) == true }
            && standing.contains { decision in
                guard decision.kind == .none || decision.person.map(same.contains) == true else {
                    return false
                }
                return decision.held.map { codes.contains($0.code) } == true
            }
    }
}

extension FilmRecord {
    /// Whether an archive has given the film back as another patient's, and nobody has seen to that.
    fileprivate var isAnothersInArchives: Bool {
        state == .held && reason?.code == .readBackDiffers && facts.identity != nil
            && reason?.message.contains(ReadBack.anotherPatient) == true
    }

    /// Whose archives have the film as, as far as is proved: where a reviewer has said otherwise, whose it was sent as.
    fileprivate var personInArchives: PersonID? {
        guard facts.correction == nil else { return person }
        let isProved = facts.identity != nil || facts.written != nil
        return isProved ? person : facts.match?.person ?? person
    }
}
