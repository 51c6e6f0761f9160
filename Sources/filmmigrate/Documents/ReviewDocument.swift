import FilmModel
import Migration
import MigrationQueue
import PatientIndex

/// What an operator needs to decide on one film: what the label says, beside the candidates.
struct ReviewDocument: Encodable {
    struct Candidate: Encodable {
        let personID: String
        let label: Label
        /// Of one whose id the hospital has given to another human: which that was.
        var earlierID: String?

        enum CodingKeys: String, CodingKey {
            case personID = "person_id"
            case earlierID = "earlier_id"
        }

        func encode(to encoder: any Encoder) throws {
            try label.encode(to: encoder)
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(personID, forKey: .personID)
            try values.encodeIfPresent(earlierID, forKey: .earlierID)
        }
    }

    /// Another film beside the one on hold.
    struct Rival: Encodable {
        let film: String
        let state: FilmState
        let personID: String?
        let label: Label
        let examDate: PartialDate?
        let bodyPart: String?
        let laterality: String?
        let viewPosition: String?
        let scan: String

        enum CodingKeys: String, CodingKey {
            case film, state, label, scan, laterality
            case personID = "person_id"
            case examDate = "exam_date"
            case bodyPart = "body_part"
            case viewPosition = "view_position"
        }

        init(_ film: FilmRecord, in workspace: Workspace) {
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
    struct Decision: Encodable {
        let decision: String
        let personID: String?
        let reason: String
        let actor: String
        let at: Timestamp

        enum CodingKeys: String, CodingKey {
            case decision, reason, actor, at
            case personID = "person_id"
        }

        init(_ decision: ReviewDecision) {
            self.decision = decision.kind.rawValue
            personID = decision.person?.text
            reason = decision.cause
            actor = decision.actor
            at = decision.at
        }
    }

    let film: String
    let trust: String
    let state: FilmState
    let reason: FilmDocument.ReasonPart?
    let label: Label
    let examDate: PartialDate?
    let jacketID: String?
    let examID: String?
    let modality: String?
    let bodyPart: String?
    let laterality: String?
    let viewPosition: String?
    /// Where the scan lies, and which of its pages the film is.
    let scan: String
    let page: Int?
    /// The film that it looks like or shares an examination with, where it is held for that.
    let rival: Rival?
    let evidence: [String]
    let candidates: [Candidate]
    let decision: Decision?
    /// Which decisions end the hold (`HoldRule`); not in the JSON.
    private let isOfIdentity: Bool
    private let isSent: Bool
    /// Whose the film is by a person's word, where an archive has it as somebody else's.
    let correction: String?
    /// What archives are to name the patient of a film that is to be another's than it was sent as.
    struct Wanted: Encodable {
        let patientID: String
        let issuer: String
        let name: String
        let birthDate: String
        let sex: String

        enum CodingKeys: String, CodingKey {
            case patientID = "patient_id"
            case issuer = "issuer_of_patient_id"
            case name = "patient_name"
            case birthDate = "patient_birth_date"
            case sex = "patient_sex"
        }

        init(_ identity: PatientIdentity) {
            (patientID, issuer) = (identity.id, identity.issuer)
            (name, birthDate, sex) = (identity.name, identity.birthDate, identity.sex)
        }

        var text: String {
            "wanted in the archives: Patient ID \(patientID), Issuer of Patient ID \(issuer), Patient's Name \(name), "
                + "Birth Date \(birthDate), Sex \(sex)"
        }
    }

    let wanted: Wanted?

    enum CodingKeys: String, CodingKey {
        case film, trust, state, reason, label, evidence, candidates, decision, correction, modality
        case laterality, scan, page, rival, wanted
        case examDate = "exam_date"
        case jacketID = "jacket_id"
        case examID = "exam_id"
        case bodyPart = "body_part"
        case viewPosition = "view_position"
    }

    init(_ film: FilmRecord, _ workspace: Workspace, _ stores: Stores) async throws {
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

    var text: String {
        var lines = ["film \(film), Trust \(trust), \(state.rawValue)"]
        if let reason { lines += ["\(reason.code): \(reason.message)", "remedy: \(reason.remedy)"] }
        for candidate in candidates {
            guard let earlier = candidate.earlierID else { continue }
            lines.append(
                "\(candidate.personID) is who was \(earlier) until the hospital gave that id to another human"
            )
        }
        lines += evidence.map { "evidence: \($0)" }
        if let decision {
            let told = [decision.decision, decision.personID, "by", decision.actor].compactMap(\.self)
            lines.append(
                PrintableText.line(
                    "decided: \(told.joined(separator: " ")), \(decision.at) \(decision.reason)"))
        }
        let examined: [(String, String?)] = [
            ("examined", examDate?.description), ("jacket", jacketID), ("exam", examID),
            ("modality", modality), ("body part", bodyPart), ("side", laterality), ("view", viewPosition),
        ]
        lines.append(PrintableText.line(Self.told(examined).joined(separator: ", ")))
        lines.append("scan: \(scan)" + (page.map { ", page \($0)" } ?? ""))
        if let rival {
            lines.append(
                "the other film: \(rival.film), \(rival.state.rawValue), "
                    + (rival.personID.map { "person \($0)" } ?? "nobody's yet")
                    + Self.told([
                        ("examined", rival.examDate?.description), ("body part", rival.bodyPart),
                        ("side", rival.laterality), ("view", rival.viewPosition),
                    ]).map { ", \($0)" }.joined())
            lines.append("its scan: \(rival.scan)")
        }
        var table = TextTable(
            ["", "label"] + (rival == nil ? [] : ["other film"]) + candidates.map(\.personID))
        for (name, path) in Self.fields {
            let values =
                [label[keyPath: path]] + (rival.map { [$0.label[keyPath: path]] } ?? [])
                + candidates.map { $0.label[keyPath: path] }
            guard values.contains(where: { $0 != nil }) else { continue }
            table.add([name] + values.map { $0 ?? "" })
        }
        lines += ["", table.text, ""]
        if let wanted { lines.append(PrintableText.line(wanted.text)) }
        if let correction, state == .held {
            lines.append(
                "next: once the keeper of each archive has moved or removed it there, `review accept \(film) --person \(correction)`; if the film is "
                    + "right as it was sent, `review accept \(film)`")
        } else if state == .held, isOfIdentity {
            let none = isSent ? "" : ", `review none \(film)`"
            lines.append(
                "next: `filmmigrate review accept \(film) --person ID`\(none) or `review reject \(film)`")
        } else if state == .held {
            lines.append("next: `filmmigrate review accept \(film)` or `review reject \(film)`")
        }
        return lines.joined(separator: "\n")
    }

    private static func told(_ values: [(String, String?)]) -> [String] {
        values.compactMap { name, value in value.map { "\(name) \($0)" } }
    }

    private static var fields: [(String, KeyPath<Label, String?>)] {
        [
            ("NHS number", \.nhsNumber), ("hospital number", \.hospitalNumber), ("family name", \.familyName),
            ("given name", \.givenName), ("birth date", \.birthDate), ("sex", \.sex), ("address", \.address),
            ("town", \.town), ("postcode", \.postcode),
        ]
    }
}

extension Label {
    /// A person of the index in a label's fields, to stand beside one.
    init(_ person: Person) {
        self.init(
            nhsNumber: person.nhsNumber, hospitalNumber: person.localID, familyName: person.familyName,
            givenName: [person.givenName, person.middleNames].compactMap(\.self).joined(separator: " ")
                .nonEmpty,
            birthDate: person.birthDate?.description, sex: person.sex?.rawValue, postcode: person.postcode,
            address: person.address, town: person.town)
    }
}
