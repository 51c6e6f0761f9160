import DICOM
import FilmModel

/// Compares what an archive says an instance is with what was sent.
struct IdentityComparison {
    /// By tag, as the archive gives it, and as it was sent.
    let found: [String: String]
    let sent: [String: String]
    /// The patient's further numbers as sent; nil where they were not kept.
    let others: [String]?

    /// The first attribute that contradicts what was sent, the patient's own apart; nil where there is none.
    func contradiction() -> Tag? {
        for tag in Dataset.identifying where !Dataset.naming.contains(tag) && !isEqual(tag) { return tag }
        return Dataset.presenting.first { contradicts($0) }
    }

    /// The patient's attributes that are not as they were sent.
    func renamed() -> [Tag] {
        Dataset.identifying.filter { Dataset.naming.contains($0) && !isEqual($0) }
            + Dataset.namingBeside.filter { !added($0).isEmpty }
    }

    /// What the archive says of the patient in an attribute beside name and number that was not sent.
    private func added(_ tag: Tag) -> [AttributeValue] {
        guard let others, let told = found[tag.description] else { return [] }
        let isNumber = tag == .otherPatientIDsSequence || tag == .otherPatientIDs
        let kind: Tag = isNumber ? .patientID : .patientName
        let own = (isNumber ? others : []) + [sent[kind.description] ?? ""]
        let known = Set(own.map { AttributeValue($0, of: kind) })
        return told.split(separator: "\\").map { AttributeValue(String($0), of: kind) }
            .filter { !$0.isEmpty && !known.contains($0) }
    }

    /// Whether all that differs of the patient is the person's own, by another name or number that the person has or
    /// had.
    func isKnown(by aliases: PatientAliases) -> Bool { unknown(to: aliases) == nil }

    /// The first attribute that differs and is not the person's own; nil where there is none.
    func unknown(to aliases: PatientAliases) -> Tag? {
        renamed().first { !isOwn($0, aliases) }
    }

    private func isOwn(_ tag: Tag, _ aliases: PatientAliases) -> Bool {
        func holds(_ values: Set<String>) -> Bool {
            values.contains { AttributeValue($0, of: tag) == value(tag, found) }
        }
        switch tag {
        case .patientID, .issuerOfPatientID: return aliases.identifiers.contains { isNumber($0, aliases) }
        case .patientName: return holds(aliases.names)
        case .patientBirthDate: return holds(aliases.birthDates)
        case .patientSex: return holds(aliases.sexes)
        default:
            let numbers = Set(aliases.identifiers.map { AttributeValue($0.id, of: .patientID) })
            let names = Set(aliases.names.map { AttributeValue($0, of: .patientName) })
            return added(tag).allSatisfy { numbers.contains($0) || names.contains($0) }
        }
    }

    /// Whether the archive names the patient by this number: one that other hospitals give too needs its issuer.
    private func isNumber(_ identifier: PatientIdentifier, _ aliases: PatientAliases) -> Bool {
        let issuer = value(.issuerOfPatientID, found)
        return AttributeValue(identifier.id, of: .patientID) == value(.patientID, found)
            && (issuer.isEmpty && !aliases.ambiguous.contains(identifier)
                || AttributeValue(identifier.issuer, of: .issuerOfPatientID) == issuer)
    }

    private func isEqual(_ tag: Tag) -> Bool { value(tag, found) == value(tag, sent) }

    private func value(_ tag: Tag, _ values: [String: String]) -> AttributeValue {
        AttributeValue(values[tag.description] ?? "", of: tag)
    }

    /// Whether the archive says something of how the picture is to be shown, or of its side, day or size under another
    /// keyword, that is not what was sent. One that says nothing contradicts nothing.
    private func contradicts(_ tag: Tag) -> Bool {
        let told = value(tag, found)
        guard !told.isEmpty, told != value(tag, sent) else { return false }
        switch tag {
        case .laterality, .frameLaterality, .measurementLaterality:
            return told != value(.imageLaterality, sent)
        case .acquisitionDate, .seriesDate: return told != value(.studyDate, sent)
        case .nominalScannedPixelSpacing, .imagerPixelSpacing: return told != value(.pixelSpacing, sent)
        case .pixelAspectRatio: return told != AttributeValue("1\\1", of: tag)
        case .presentationLUTShape:
            let isInverse = sent[Tag.photometricInterpretation.description] == "MONOCHROME1"
            return told != AttributeValue(isInverse ? "INVERSE" : "IDENTITY", of: tag)
        // Of films that were sent before these were kept, nothing is known to contradict.
        default: return sent[tag.description] != nil
        }
    }
}
