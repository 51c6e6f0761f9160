import Digitise
import Duplicates
package import FilmModel
import MigrationQueue
import PatientIndex

extension Pipeline {
    /// Stops a film whose picture is known already, or may be. Answers where a film that goes on comes from: it is a
    /// study of its own where a reviewer has found that it is another patient's than the rest of its examination.
    func refuseKnown(
        _ film: FilmRecord, _ person: Person, _ scan: borrowing Scan, _ facts: inout FilmFacts
    ) async throws -> FilmOrigin {
        var origin = FilmOrigin(film, institution: nil)
        origin.isApart = false
        let same = try await persons.same(as: person.id)
        let portrait = workspace.settings.duplicates == .film ? FilmPortrait(scan) : nil
        func decide() async throws -> DuplicateVerdict {
            let fingerprint = Fingerprint(
                film, person: person.id, same: same, study: origin.studyInstanceUID,
                picture: scan.findings.pictureDigest)
            return try await gate.decide(
                fingerprint, portrait,
                isDecided: try await isDecided(film, onceHeldAs: [.identityConflict]))
        }
        var verdict = try await decide()
        if case .stranger = verdict, try await isDecided(film, onceHeldAs: [.identityConflict]) {
            origin.isApart = true
            verdict = try await decide()
        }
        switch verdict {
        case .original: return origin
        case .duplicate(let original, let kind):
            facts.duplicateOf = original
            let known = try await ledger.film(original)
            let code: ReasonCode = kind == .sameFilm ? .duplicateFilm : .duplicateExact
            throw Stop(
                .duplicate(of: original, Reason(code, "\(kind.rawValue) as film \(known.reference)")))
        case .rowsDiffer(let other, let kind, let columns):
            facts.rival = other
            let known = try await ledger.film(other)
            throw Stop(
                Reason(
                    .duplicateRowDiffers,
                    "\(kind.rawValue) as film \(known.reference), but the rows differ in "
                        + "\(columns.joined(separator: ", ")): \(Self.wrongScan)"))
        case .better(let other, let advantages):
            facts.rival = other
            let known = try await ledger.film(other)
            throw Stop(
                Reason(
                    .betterScan,
                    "a better scan of film \(known.reference): \(advantages.joined(separator: ", "))"))
        case .suspected(let other, let reasons):
            facts.rival = other
            let known = try await ledger.film(other)
            let isRowInDoubt = !film.description.differences(from: known.description).isEmpty
            throw Stop(
                Reason(
                    .duplicateSuspected,
                    "may be the same film as \(known.reference): \(reasons.joined(separator: "; "))"
                        + (isRowInDoubt ? "; \(Self.wrongScan)" : "")))
        case .stranger(let other):
            facts.rival = other
            throw Stop(Self.stranger(try await ledger.film(other)))
        case .conflict(let other, let further):
            facts.rival = other
            throw try await conflict(film, person, with: [other] + further)
        }
    }

    /// Holds a film whose picture another person's film has, too, and those of the others of which nobody has said, when
    /// it was in this conflict, whose it is: any may be the wrong one, whichever came first.
    func conflict(_ film: FilmRecord, _ person: Person, with others: [FilmID]) async throws -> Stop {
        func reason(_ one: FilmRecord, beside other: FilmRecord) -> Reason {
            let fields = one.description.label.disagreements(with: other.description.label)
            let words = fields.isEmpty ? "the labels do not disagree" : "the labels disagree in \(fields)"
            return Reason(
                .identityConflict, "\(Self.samePicture) \(other.reference), of another person; \(words)")
        }
        var own: Reason?
        var held: [(film: FilmID, reason: Reason)] = []
        for id in others {
            let other = try await ledger.film(id)
            own = own ?? reason(film, beside: other)
            if try await !isDecided(other, against: film, person) {
                held.append((id, reason(other, beside: film)))
            }
        }
        return Stop(.held(own ?? Reason(.identityConflict)), alsoHeld: held)
    }

    /// What a bureau is asked where two rows of one scan say different things.
    static let wrongScan = "was the wrong scan attached?"
    /// How a conflict over a picture begins, and how one over an examination ends: receipts tell them apart by it.
    static let samePicture = "the same picture as film"
    static let oneJacket = "two patients in one jacket?"
    static let hasAnothers = "has the examination as another patient's"
    static let restOfExamination = "other films of the examination are"

    static func stranger(_ other: FilmRecord) -> Reason {
        Reason(
            .identityConflict,
            "film \(other.reference) of the same examination is another person's: \(oneJacket)")
    }

    /// Whether a person has said whose a film is when it was in conflict with this one, or with another film of this one's
    /// person, and nobody has named this one's since: where two people have decided otherwise, both films wait.
    private func isDecided(_ other: FilmRecord, against film: FilmRecord, _ person: Person) async throws
        -> Bool
    {
        let own = try await decisions.lastNamed(on: film.id)
        for decision in try await decisions.everyStanding(on: other.id).reversed()
        where decision.kind == .assign && decision.held?.code == .identityConflict {
            guard decision.id > own?.id ?? 0 else { return false }
            // Before rivals were kept with a decision, they were kept with the film alone.
            guard let rival = decision.rival ?? other.facts.rival else { continue }
            guard rival != film.id else { return true }
            let owner = try await ledger.film(rival).person
            if let owner, try await persons.isSame(owner, person.id) { return true }
        }
        return false
    }
}

extension Label {
    /// The fields that both labels have and that differ, by their names alone: never what they say.
    package func disagreements(with other: Label) -> String {
        let fields: [(String, KeyPath<Label, String?>)] = [
            ("nhs_number", \.nhsNumber), ("hospital_number", \.hospitalNumber),
            ("family_name", \.familyName), ("given_name", \.givenName), ("birth_date", \.birthDate),
            ("sex", \.sex), ("postcode", \.postcode), ("address", \.address), ("town", \.town),
        ]
        return fields.compactMap { name, field in
            guard let own = self[keyPath: field], let theirs = other[keyPath: field] else { return nil }
            return own.unified.trimmed.lowercased() == theirs.unified.trimmed.lowercased() ? nil : name
        }.joined(separator: ", ")
    }
}
