package import FilmModel
package import Migration
package import MigrationQueue
package import PatientIndex

/// What an operator needs to decide on one film: what the label says, beside the candidates.
package struct ReviewDocument: Encodable {
    package struct Candidate: Encodable {
        package let personID: String
        package let label: Label
        /// Of one whose id the hospital has given to another human: which that was.
        package var earlierID: String?

        enum CodingKeys: String, CodingKey {
            case personID = "person_id"
            case earlierID = "earlier_id"
        }

        package func encode(to encoder: any Encoder) throws {
            try label.encode(to: encoder)
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(personID, forKey: .personID)
            try values.encodeIfPresent(earlierID, forKey: .earlierID)
        }
    }

    /// Another film beside the one on hold.
    package struct Rival: Encodable {
        package let film: String
        package let state: FilmState
        package let personID: String?
        package let label: Label
        package let examDate: PartialDate?
        package let bodyPart: String?
        package let laterality: String?
        package let viewPosition: String?
        package let scan: String

        enum CodingKeys: String, CodingKey {
            case film, state, label, scan, laterality
            case personID = "person_id"
            case examDate = "exam_date"
            case bodyPart = "body_part"
            case viewPosition = "view_position"
        }

        package init(_ film: FilmRecord, in workspace: Workspace) {
            self.film = film.reference
            state = film.state
            personID = film.person?.text
            label = film.description.label
            examDate = film.description.examDate
            bodyPart = film.description.bodyPart
            laterality = film.description.laterality?.rawValue
            viewPosition = film.description.viewPosition
            scan = film.scanPath(in: workspace)
        }
    }

    /// What a person has decided on the film, where that holds.
    package struct Decision: Encodable {
        package let decision: String
        package let personID: String?
        package let reason: String
        package let actor: String
        package let at: Timestamp

        enum CodingKeys: String, CodingKey {
            case decision, reason, actor, at
            case personID = "person_id"
        }

        package init(_ decision: ReviewDecision) {
            self.decision = decision.kind.rawValue
            personID = decision.person?.text
            reason = decision.cause
            actor = decision.actor
            at = decision.at
        }
    }

    package let film: String
    package let trust: String
    package let state: FilmState
    package let reason: FilmDocument.ReasonPart?
    package let label: Label
    package let examDate: PartialDate?
    package let jacketID: String?
    package let examID: String?
    package let modality: String?
    package let bodyPart: String?
    package let laterality: String?
    package let viewPosition: String?
    /// Where the scan lies, and which of its pages the film is.
    package let scan: String
    package let page: Int?
    /// The film that it looks like or shares an examination with, where it is held for that.
    package let rival: Rival?
    package let evidence: [String]
    package let candidates: [Candidate]
    package let decision: Decision?
    /// Which decisions end the hold (`HoldRule`); not in the JSON.
    package let isOfIdentity: Bool
    package let isSent: Bool
    /// Whose the film is by a person's word, where an archive has it as somebody else's.
    package let correction: String?
    /// What archives are to name the patient of a film that is to be another's than it was sent as.
    package struct Wanted: Encodable {
        package let patientID: String
        package let issuer: String
        package let name: String
        package let birthDate: String
        package let sex: String

        enum CodingKeys: String, CodingKey {
            case patientID = "patient_id"
            case issuer = "issuer_of_patient_id"
            case name = "patient_name"
            case birthDate = "patient_birth_date"
            case sex = "patient_sex"
        }

        package init(_ identity: PatientIdentity) {
            (patientID, issuer) = (identity.id, identity.issuer)
            (name, birthDate, sex) = (identity.name, identity.birthDate, identity.sex)
        }
    }

    package let wanted: Wanted?

    enum CodingKeys: String, CodingKey {
        case film, trust, state, reason, label, evidence, candidates, decision, correction, modality
        case laterality, scan, page, rival, wanted
        case examDate = "exam_date"
        case jacketID = "jacket_id"
        case examID = "exam_id"
        case bodyPart = "body_part"
        case viewPosition = "view_position"
    }

    package init(_ film: FilmRecord, _ workspace: Workspace, _ stores: Stores) async throws {
        self.film = film.reference
        trust = film.trust.code
        state = film.state
        reason = film.reason.map(FilmDocument.ReasonPart.init)
        label = film.description.label
        examDate = film.description.examDate
        jacketID = film.description.jacketID
        examID = film.description.examID
        modality = film.description.modality
        bodyPart = film.description.bodyPart
        laterality = film.description.laterality?.rawValue
        viewPosition = film.description.viewPosition
        scan = film.scanPath(in: workspace)
        page = film.description.page
        let isOfRival =
            film.reason.map {
                [.identityConflict, .duplicateRowDiffers].contains($0.code) || $0.code.isOfLikeness
            } ?? false
        if isOfRival, let other = film.facts.rival {
            rival = Rival(try await stores.ledger.film(other), in: workspace)
        } else {
            rival = nil
        }
        evidence = film.facts.match?.reasons ?? []
        var candidates: [Candidate] = []
        for id in film.facts.match?.candidates ?? [] {
            guard let person = try await stores.persons.person(id) else { continue }
            candidates.append(Candidate(personID: id.text, label: Label(person)))
        }
        // Whoever had a candidate's id before may be meant as well: by the film's age, or by what was decided of it.
        let named = candidates.map { PersonID($0.personID) } + [film.person].compactMap(\.self)
        for id in named {
            for earlier in try await stores.persons.earlierHolders(of: id)
            where !candidates.contains(where: { $0.personID == earlier.text }) {
                guard let person = try await stores.persons.person(earlier) else { continue }
                candidates.append(
                    Candidate(personID: earlier.text, label: Label(person), earlierID: id.text))
            }
        }
        self.candidates = candidates
        decision = try await stores.decisions.standing(on: film.id).map(Decision.init)
        correction = film.facts.correction?.text
        isOfIdentity = film.reason?.code.isOfIdentity ?? false
        let archives = try await stores.ledger.stores(of: film.id)
        isSent = film.facts.written != nil || !archives.isEmpty
        let isMade = film.facts.identity == nil && film.facts.written == nil && !archives.isEmpty
        if let id = film.facts.correction ?? (isMade ? film.facts.decidedPerson : nil),
            let study = film.facts.studyInstanceUID, let person = try await stores.persons.person(id)
        {
            wanted = Wanted(try await stores.written.wanted(study, for: person))
        } else {
            wanted = nil
        }
    }
}

extension Label {
    /// A person of the index in a label's fields, to stand beside one.
    package init(_ person: Person) {
        self.init(
            nhsNumber: person.nhsNumber, hospitalNumber: person.localID, familyName: person.familyName,
            givenName: [person.givenName, person.middleNames].compactMap(\.self).joined(separator: " ")
                .nonEmpty,
            birthDate: person.birthDate?.description, sex: person.sex?.rawValue, postcode: person.postcode,
            address: person.address, town: person.town)
    }
}
