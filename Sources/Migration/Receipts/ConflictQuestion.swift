import FilmModel
import MigrationQueue
import PatientIndex

/// What a bureau is told and asked of a film that waits because it points to two persons: what the conflict is between, in
/// words without another patient's film, and whether the bureau's row or scan may be the wrong one.
struct ConflictQuestion {
    let message: String
    let remedy: String

    /// Nil where the film is held for something else.
    init?(_ film: FilmRecord) {
        guard film.state == .held, let reason = film.reason,
            let kind = Kind.allCases.first(where: { $0.isMeant(by: reason, film) })
        else { return nil }
        message = kind.message(reason)
        remedy = kind.remedy
    }

    /// What the conflict is between.
    private enum Kind: CaseIterable {
        case correction, picture, examination, number, label, index, archive, other

        func isMeant(by reason: Reason, _ film: FilmRecord) -> Bool {
            func isTold(_ words: String...) -> Bool { words.contains { reason.message.contains($0) } }
            guard reason.code == .identityConflict else {
                let vetoes: [Veto] = [.contradicted, .beforeBirth, .afterDeath]
                return self == .label && reason.code == .birthDateConflict
                    && vetoes.contains { reason.message == $0.text }
            }
            return switch self {
            case .correction: film.facts.correction != nil || isTold(Pipeline.restOfExamination)
            case .picture: isTold(Pipeline.samePicture)
            case .examination: isTold(Pipeline.oneJacket)
            case .number: isTold(Veto.twoIdentities.text, Veto.numberElsewhere.text)
            case .label: false
            case .index: isTold(PartingDesk.words)
            case .archive: isTold("the archive has the instance", Pipeline.hasAnothers)
            case .other: true
            }
        }

        func message(_ reason: Reason) -> String {
            switch self {
            case .correction: "the film is another patient's than it was filed under; \(Pipeline.wrongScan)"
            case .picture:
                "the same picture was delivered as another patient's film; \(Pipeline.wrongScan)"
            case .examination:
                "another film of the examination is another patient's; is the film in the wrong jacket, or "
                    + Pipeline.wrongScan
            case .number: "\(reason.message); was the number misread, or \(Pipeline.wrongScan)"
            case .label: "\(reason.message); was the label misread, or \(Pipeline.wrongScan)"
            case .index:
                "the hospital's index has changed, and whose the film is is decided anew; nothing is asked of the bureau"
            case .archive:
                "the archive has the film under another patient or examination; nothing is asked of the bureau"
            case .other: "\(reason.code.message); \(Pipeline.wrongScan)"
            }
        }

        var remedy: String {
            let operators = "operator: `filmmigrate review show FILM`, then say whose it is, or reject it"
            return switch self {
            case .index, .archive: "bureau: keep the paper film; \(operators)"
            case .examination:
                "bureau: compare the film with row, scan and jacket; where the wrong scan was attached, deliver the right "
                    + "one in a new batch; \(operators)"
            case .number, .label:
                "bureau: read the label again and compare it with the row; where the wrong scan was attached, deliver the "
                    + "right one in a new batch; \(operators)"
            case .correction, .picture, .other:
                "bureau: compare the film with row and scan; where the wrong scan was attached, deliver the right one in a "
                    + "new batch; \(operators)"
            }
        }
    }
}
