package import FilmModel

/// Where a film comes from: what its UIDs and its provenance are made of. Nothing here depends on the
/// matched person, the clock or the attempt.
package struct FilmOrigin: Sendable {
    /// The version of how a scan becomes an instance; raised when equal scans would give other bytes.
    package static let conversionProfile = "1"

    package var trust: TrustID
    /// The Trust's name, for Institution Name.
    package var institution: String?
    package var bureau: String
    package var batchNumber: String
    /// Unique in the batch.
    package var filmName: String
    /// Row in `films.csv`.
    package var row: Int
    package var description: FilmDescription
    /// SHA-256 of the scan's file, in hexadecimal.
    package var sourceDigest: String
    /// When the film entered the ledger; nil for the one-shot `convert`, which knows no such moment.
    package var takenInAt: Timestamp?
    package var generation: Int
    /// Whether the film is a study of its own, whatever its row says: a reviewer has found another patient's film in
    /// the jacket, and one study never has two patients.
    package var isApart = false
    /// Whether no delivery names the film: then its number is no more than a file's name, which other scans have too.
    package var isLoose = false

    package init(
        trust: TrustID, institution: String?, bureau: String, batchNumber: String, filmName: String, row: Int,
        description: FilmDescription, sourceDigest: String, takenInAt: Timestamp?, generation: Int
    ) {
        self.trust = trust
        self.institution = institution
        self.bureau = bureau
        self.batchNumber = batchNumber
        self.filmName = filmName
        self.row = row
        self.description = description
        self.sourceDigest = sourceDigest
        self.takenInAt = takenInAt
        self.generation = generation
    }

    /// What made the film: Modality (0008,0060); `OT` where nobody says.
    package var modality: String { description.modality ?? "OT" }

    /// One study an examination; where the manifest names none, one a jacket, date and modality; where it
    /// names no jacket either, one a film, since nothing then says that two films belong together.
    package var studyInstanceUID: String {
        if isApart { return ownStudyInstanceUID }
        if let exam = description.examID {
            return NameBasedUID.make(level: "study", [trust.code, description.jacketID ?? "", "exam", exam])
        }
        guard let jacket = description.jacketID else { return ownStudyInstanceUID }
        return NameBasedUID.make(
            level: "study", [trust.code, jacket, "date", description.examDate?.description ?? "", modality])
    }

    /// A study of this film alone; where no delivery names it, of this scan.
    package var ownStudyInstanceUID: String {
        if isLoose { return NameBasedUID.make(level: "study", [trust.code, "", "scan", sourceDigest]) }
        return NameBasedUID.make(level: "study", [trust.code, "", "film", bureau, batchNumber, filmName])
    }

    /// One series a study and modality.
    package var seriesInstanceUID: String {
        NameBasedUID.make(level: "series", [studyInstanceUID, modality])
    }

    package var sopInstanceUID: String { sopInstanceUID(pages: String(description.page ?? 1)) }

    /// The key's part for pages that are the frames of one instance; another than any single page has.
    static func pageKey(_ pages: [Int]) -> String {
        "frames " + pages.map(String.init).joined(separator: " ")
    }

    func sopInstanceUID(pages: String) -> String {
        NameBasedUID.make(
            level: "instance",
            [
                trust.code, bureau, batchNumber, filmName, pages, sourceDigest,
                Self.conversionProfile, String(generation),
            ])
    }
}
