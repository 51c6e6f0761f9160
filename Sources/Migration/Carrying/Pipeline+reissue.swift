import Archive
import DICOM
import Digitise
import Duplicates
import FilmModel
import MigrationQueue
import PatientIndex

extension Pipeline {
    /// A corrected film whose examination's other films stay the earlier patient's, rightly: one study can't be two
    /// patients', so the film is sent anew, as an instance and a study of its own, once no archive has the old instance
    /// any more. Nil where nothing of that is needed.
    func reissue(_ lease: Lease, _ links: [ArchiveLink]) async throws -> Carried? {
        let film = lease.film
        guard film.facts.identity == nil, film.facts.written == nil, let id = film.facts.decidedPerson,
            let person = try await persons.person(id)
        else { return nil }
        let study = FilmOrigin(film, institution: nil).studyInstanceUID
        guard try await isSent(siblings(of: film, in: study), as: id, person) else { return nil }
        if let carried = refuseWhileOld(lease, links) { return carried }
        do {
            var facts = try await anew(film, person)
            facts.match = Match(decision: .match, person: id, reasons: ["an operator decided"])
            if try await ledger.reissue(lease, facts: facts, at: .now()), let own = facts.studyInstanceUID {
                try await gate.move(film.id, to: own)
            }
            // From here on it is proved as any other film that is not there yet.
            return Carried(Finish(lease, .handBack))
        } catch let stop as Stop {
            return Carried(Finish(lease, .held(stop.reason ?? Reason(.internalFault))))
        } catch let error as DigitiseError {
            return Carried(Finish(lease, .held(error.reason)))
        } catch let error as DICOMError {
            return Carried(Finish(lease, failure(error, lease)))
        }
    }

    /// Asks every archive for the instance that was sent as the earlier patient's.
    private func refuseWhileOld(_ lease: Lease, _ links: [ArchiveLink]) -> Carried? {
        let facts = lease.film.facts
        guard let old = Expected(place: facts) else {
            return Carried(Finish(lease, .held(Reason(.internalFault, "the ledger lacks what was sent"))))
        }
        var having: [String] = []
        for link in links {
            switch link.readBack(old) {
            case .absent: continue
            case .unavailable(let message):
                return Carried(
                    Finish(lease, .handBack),
                    unavailable: Carried.Unavailable(destination: link.destination.name, message: message))
            default: having.append(link.destination.name)
            }
        }
        guard !having.isEmpty else { return nil }
        let reason = Reason(
            .identityConflict,
            "\(Self.restOfExamination) the earlier patient's, and \(having.joined(separator: ", ")) still has "
                + "this one among them: have it removed there, then accept it again, and it is sent anew as an "
                + "examination of its own")
        return Carried(Finish(lease, .held(reason)))
    }

    /// What the film's new instance says: in a study of its own, of the next generation.
    private func anew(_ film: FilmRecord, _ person: Person) async throws -> FilmFacts {
        var origin = FilmOrigin(film, institution: nil)
        origin.isApart = true
        origin.generation += 1
        let claim = try await written.claim(
            origin.studyInstanceUID, for: person, passesShared: true, takesOver: true)
        guard case .identity(let identity) = claim else { throw Stop(Reason(.identityConflict)) }
        var facts = film.facts
        facts.written = WrittenPatient(identity, institution: institutions[film.trust])
        _ = try build(film, origin, try digitise(film), &facts)
        return facts
    }

    /// Why a film may not be brought to an archive that does not have it: its Patient ID is another person's by now. Nil
    /// where it may.
    func refusal(toBring film: FilmRecord, to archive: String) async throws -> Reason? {
        guard let person = film.person,
            let sent = film.sentIdentity, try await written.isPassedOn(sent.identifier, from: person)
        else { return nil }
        return Reason(
            .patientIDShared,
            "\(archive) does not have the film, whose Patient ID is another person's by now: it is not brought there under it"
        )
    }
}
