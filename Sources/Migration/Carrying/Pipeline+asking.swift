import Archive
import DICOM
import Digitise
import FilmModel
import MigrationQueue
import PatientIndex

/// Before an instance goes into an examination that an archive has: as whom it has that now.
extension Pipeline {
    enum StudyAnswer {
        /// Under what is sent, or under what is kept of the archive by now; or it has nothing of it.
        case clear
        /// It has the examination as somebody else's, or as several.
        case objection(Stop)
        /// It can't be asked now.
        case unavailable(String)
    }

    /// How long what an archive got or gave back in this run is believed, in seconds.
    private static let lately = 60.0

    /// Asks an archive as whom it has a film's examination, where it has older films of that or is known to have followed
    /// the hospital; what it says is kept. `sent`: whom the film's instance names; nil where that is not settled yet.
    func askWhose(
        _ film: FilmRecord, _ person: PersonID, _ study: String, as sent: [String: String]?,
        _ link: ArchiveLink
    ) async throws -> StudyAnswer {
        let name = link.destination.name
        let followed = try await written.followed(study, in: name)
        let elders = try await siblings(of: film, in: study).filter { $0.facts.sopInstanceUID != nil }
        if followed == nil {
            var isOld = false
            for elder in elders where !isOld { isOld = try await self.isOld(elder, in: name) }
            guard isOld else { return .clear }
        }
        guard !asked.isAnswered(study, by: name) else { return .clear }
        let known = ([film] + elders).compactMap(\.facts.identity).first
        guard let sent = sent ?? known else { return .clear }
        let answer = link.patients(of: study)
        if case .unavailable(let message) = answer { return .unavailable(message) }
        if case .named(let patients) = answer, patients.count == 1,
            patients[0].isNamed(by: sent.naming(followed))
        {
            asked.note(study, by: name)
            return .clear
        }
        return try await lookCloser(StudyLook(film, person, study, sent, elders), answer, link)
    }

    /// What is looked at closer.
    private struct StudyLook {
        let film: FilmRecord
        let person: PersonID
        let study: String
        let sent: [String: String]
        let elders: [FilmRecord]
        /// As whom the archive has it, by what it gave back and by what it said, by the Patient ID's key.
        var patients: [String: PatientIdentity] = [:]
        /// Films that it gave back as other patients', and what it said of them.
        var strangers: [(film: FilmRecord, what: String)] = []
        /// Whether it has one of the films, whatever it says of it.
        var isThere = false
        /// Whether it has one that a reviewer has decided on, or names somebody who is not the person.
        var isForeign = false

        init(
            _ film: FilmRecord, _ person: PersonID, _ study: String, _ sent: [String: String],
            _ elders: [FilmRecord]
        ) {
            self.film = film
            self.person = person
            self.study = study
            self.sent = sent
            self.elders = elders
        }

        /// The archive's answer to the question whose an examination is, in the light of what it gave back.
        mutating func weigh(_ said: [StudyPatients.Patient], _ aliases: PatientAliases?) {
            for patient in said {
                let identity = patient.identity(sentAs: sent)
                let key = identity.identifier.key
                guard patients[key] == nil else { continue }
                guard aliases.map({ patient.isOne($0, sentAs: sent) }) ?? patient.isNamed(by: sent) else {
                    isForeign = true
                    continue
                }
                patients[key] = identity
            }
        }
    }

    /// Reads older films back, since the archive has the examination otherwise than is known, or does not say.
    private func lookCloser(
        _ start: StudyLook, _ answer: StudyPatients, _ link: ArchiveLink
    ) async throws -> StudyAnswer {
        var look = start
        let name = link.destination.name
        var said: [StudyPatients.Patient]?
        if case .named(let patients) = answer { said = patients }
        let old = look.elders.sorted { $0.state == .verified && $1.state != .verified }
        // An archive that does not answer as whom it has the study may have split it: each film is looked at.
        let isEachRead = said.map { $0.count > 1 } ?? true
        for elder in old + [look.film] where !look.isThere || isEachRead {
            guard let expected = Expected(elder.facts) ?? (said == nil ? Expected(place: elder.facts) : nil)
            else { continue }
            let read = link.readBack(expected, aliases: aliases(of: elder.person))
            switch read {
            case .absent: continue
            case .unavailable(let message): return .unavailable(message)
            case .equal, .followed:
                let sent = PatientIdentity(written: expected.identity)
                let patient = read.patient ?? sent
                look.patients[patient.identifier.key] = patient
            case .differs where Expected(elder.facts) == nil: look.isForeign = true
            case .differs(let what) where what.contains(ReadBack.anotherPatient):
                look.strangers.append((elder, what))
            case .differs, .failed: break
            }
            look.isThere = true
        }
        look.weigh(said ?? [], aliases(of: look.person)())
        return try await conclude(look, name)
    }

    private func conclude(_ look: StudyLook, _ archive: String) async throws -> StudyAnswer {
        guard look.strangers.isEmpty else {
            let others = look.strangers.filter { $0.film.id != look.film.id && $0.film.state == .verified }
            return .objection(
                Stop(
                    .held(Reason(.identityConflict, "\(archive) \(Self.hasAnothers)")),
                    alsoHeld: others.map { elder, what in
                        (elder.id, Reason(.readBackDiffers, "\(archive): \(what)"))
                    }))
        }
        if look.isForeign || look.patients.count > 1 {
            if try await isUnderWay(toAnotherNumber: look.elders) {
                return .objection(Stop(Self.underWay))
            }
            let words = look.isForeign ? Self.hasAnothers : Self.hasSeveral
            return .objection(Stop(Reason(.identityConflict, "\(archive) \(words)")))
        }
        if let patient = look.patients.first?.value {
            let sent = PatientIdentity(written: look.sent)
            let isRenumbered = patient.identifier.key != sent.identifier.key
            try await written.note(
                look.study, in: archive, as: isRenumbered ? patient : nil, of: look.person)
        } else if !look.isThere {
            // What is kept of it outlives it no longer.
            try await written.note(look.study, in: archive, as: nil, of: look.person)
        }
        asked.note(look.study, by: archive)
        return .clear
    }

    /// Asks as ``askWhose(_:_:_:as:_:)``, for a film whose instance is made.
    func whose(
        _ film: FilmRecord, _ facts: FilmFacts, _ expected: Expected, _ link: ArchiveLink
    ) async throws -> StudyAnswer {
        guard let person = facts.decidedPerson ?? facts.match?.person else { return .clear }
        return try await askWhose(film, person, expected.studyInstanceUID, as: expected.identity, link)
    }

    /// Whether a film may be brought to an archive that does not have it.
    func question(
        beforeBringing film: FilmRecord, _ expected: Expected, to link: ArchiveLink
    ) async throws -> StudyAnswer {
        if let reason = try await refusal(toBring: film, to: link.destination.name) {
            return .objection(Stop(reason))
        }
        return try await whose(film, film.facts, expected, link)
    }

    /// Before a film counts as verified: whether an archive has its examination as another person's, too. While one of its
    /// films is being put right there, it may.
    func lastQuestion(
        _ lease: Lease, _ expected: Expected, _ links: [ArchiveLink], _ stores: [StoreRecord]
    ) async throws -> Carried? {
        let film = lease.film
        let siblings = try await siblings(of: film, in: expected.studyInstanceUID)
        guard !siblings.contains(where: { $0.facts.correction != nil }),
            try await !isUnderWay(toAnotherNumber: siblings)
        else { return nil }
        for link in links {
            let name = link.destination.name
            switch try await whose(film, film.facts, expected, link) {
            case .clear: continue
            case .objection(let stop):
                var finish = Finish(lease, .held(Self.asSent(stop)), stores: stores)
                finish.alsoHeld = stop.alsoHeld
                return Carried(finish)
            case .unavailable(let message):
                return Carried(
                    Finish(lease, .handBack, stores: stores),
                    unavailable: Carried.Unavailable(destination: name, message: message))
            }
        }
        return nil
    }

    /// Whether an archive has an older film, or may have it, of which it was not heard just now.
    private func isOld(_ elder: FilmRecord, in archive: String) async throws -> Bool {
        let line = max(begun, Timestamp.now().adding(seconds: -Self.lately))
        let records = try await ledger.stores(of: elder.id)
        func times(_ records: [StoreRecord]) -> [Timestamp] {
            records.flatMap { [$0.sentAt, $0.verifiedAt].compactMap(\.self) }
        }
        let here = records.filter { $0.destination == archive }
        if !here.isEmpty { return times(here).max().map { $0 < line } ?? true }
        // Verified, it was read back from every archive that has it.
        guard elder.state != .verified else { return false }
        if !records.isEmpty { return times(records).min().map { $0 < line } ?? true }
        guard elder.facts.written != nil else { return false }
        return try await ledger.history(of: elder.id).contains {
            $0.event == FilmEvent.claim.rawValue && $0.at < line
        }
    }

    /// An archive's objection to an examination of which it has the film already, or had it: its keeper is asked.
    static func asSent(_ stop: Stop) -> Reason {
        let reason = stop.reason ?? Reason(.internalFault)
        guard reason.code == .identityConflict else { return reason }
        return Reason(.readBackDiffers, reason.message)
    }

    static let hasSeveral = "has the examination under several of the patient's numbers"
    static let underWay = Reason(
        .patientIDShared,
        "the examination is being put under another number, and archives still have other films of it under the earlier one: "
            + "their keepers move or remove those first, then accept those films and this one")
}

extension ReadBack {
    /// Whom the archive names, where it is not who was sent.
    fileprivate var patient: PatientIdentity? {
        if case .followed(_, let identity) = self { return identity }
        return nil
    }
}

extension Expected {
    /// Where an instance lies, whatever it says.
    init?(place facts: FilmFacts) {
        guard let study = facts.studyInstanceUID, let series = facts.seriesInstanceUID,
            let instance = facts.sopInstanceUID
        else { return nil }
        self.init(
            studyInstanceUID: study, seriesInstanceUID: series, sopInstanceUID: instance,
            pixelDigest: facts.pixelDigest ?? "", identity: [:])
    }
}

extension [String: String] {
    /// The attributes as an archive that has followed the hospital has them.
    fileprivate func naming(_ followed: PatientIdentity?) -> Self {
        guard let followed else { return self }
        let own: [(Tag, String)] = [
            (.patientName, followed.name), (.patientID, followed.id), (.issuerOfPatientID, followed.issuer),
            (.patientBirthDate, followed.birthDate), (.patientSex, followed.sex),
        ]
        return merging(own.map { ($0.0.description, $0.1) }) { $1 }
    }
}
