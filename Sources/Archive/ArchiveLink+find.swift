import DICOM
import FilmModel

extension ArchiveLink {
    /// Whether the archive has the instance, and where; nil where it has not.
    func find(_ expected: Expected, on association: Association) throws -> SendOutcome? {
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
                "the archive \(destination.name) answered \(Self.words("C-FIND", answer.status))")
        }
        var isThere = false
        for hit in answer.hits {
            // An archive that does not know a key answers with whatever it has.
            guard try hit.root.string(.sopInstanceUID)?.trimmed == expected.sopInstanceUID else { continue }
            isThere = true
            for (tag, wanted) in [
                (Tag.patientID, expected.identity[Tag.patientID.description] ?? ""),
                (.studyInstanceUID, expected.studyInstanceUID),
                (.seriesInstanceUID, expected.seriesInstanceUID),
            ] {
                let found = try hit.root.string(tag)?.trimmed ?? ""
                guard found.isEmpty || found == wanted else {
                    return .misplaced("the archive has the instance under another \(tag)")
                }
            }
        }
        return isThere ? .found : nil
    }
}
