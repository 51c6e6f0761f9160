import DICOM
import FilmModel

extension ArchiveLink {
    /// Whether the archive has the instance, and where; nil where it has not.
    func find(
        _ expected: Expected, on association: Association, _ aliases: () -> PatientAliases?
    ) throws -> SendOutcome? {
        guard destination.identity.answersFind, association.accepts(UID.studyRootFind) else { return nil }
        let query = try Dataset()
        try query.root.put(.queryRetrieveLevel, "IMAGE")
        try query.root.put(.studyInstanceUID, expected.studyInstanceUID)
        try query.root.put(.seriesInstanceUID, expected.seriesInstanceUID)
        try query.root.put(.sopInstanceUID, expected.sopInstanceUID)
        try query.root.put(.patientID, "")
        let answer = try association.find(query)
        guard answer.status == 0 else {
            return .unavailable(
                "the archive \(destination.name) answered \(ArchiveWords.told("C-FIND", answer.status))")
        }
        var isThere = false
        for hit in answer.hits {
            // An archive that does not know a key answers with whatever it has.
            guard try hit.root.string(.sopInstanceUID)?.trimmed == expected.sopInstanceUID else { continue }
            isThere = true
            for (tag, wanted) in [
                (Tag.studyInstanceUID, expected.studyInstanceUID),
                (.seriesInstanceUID, expected.seriesInstanceUID),
            ] {
                let found = try hit.root.string(tag)?.trimmed ?? ""
                guard found.isEmpty || found == wanted else {
                    return .misplaced("the archive has the instance under another \(tag)")
                }
            }
            let patient = try hit.root.string(.patientID)?.trimmed ?? ""
            guard patient.isEmpty || isPatient(patient, of: expected, aliases) else {
                return .misplaced("the archive has the instance under another \(Tag.patientID)")
            }
        }
        return isThere ? .found : nil
    }

    /// Whether a Patient ID is the film's as sent, or another number that the person has or had.
    private func isPatient(
        _ found: String, of expected: Expected, _ aliases: () -> PatientAliases?
    ) -> Bool {
        let value = AttributeValue(found, of: .patientID)
        let sent = expected.identity[Tag.patientID.description] ?? ""
        if value == AttributeValue(sent, of: .patientID) { return true }
        return aliases()?.identifiers.contains { AttributeValue($0.id, of: .patientID) == value } ?? false
    }
}
