/// What an archive must give back for one film.
package struct Expected: Sendable, Hashable {
    package var studyInstanceUID: String
    package var seriesInstanceUID: String
    package var sopInstanceUID: String
    /// The `QuickDigest` of the pixels.
    package var pixelDigest: String
    /// The identifying attributes by tag, as sent.
    package var identity: [String: String]
    /// The patient's further numbers as sent; nil where they were not kept.
    package var others: [String]?
    /// What else names the patient, on the label: left out of an archive's words.
    package var hidden: [String] = []

    /// Whether an instance that was made again is the one that was sent: its names, its pixels, and all that was kept
    /// of it.
    package func isMet(by made: Expected) -> Bool {
        studyInstanceUID == made.studyInstanceUID && seriesInstanceUID == made.seriesInstanceUID
            && sopInstanceUID == made.sopInstanceUID && pixelDigest == made.pixelDigest
            && identity.allSatisfy { made.identity[$0.key] == $0.value }
    }

    package init(
        studyInstanceUID: String, seriesInstanceUID: String, sopInstanceUID: String, pixelDigest: String,
        identity: [String: String]
    ) {
        self.studyInstanceUID = studyInstanceUID
        self.seriesInstanceUID = seriesInstanceUID
        self.sopInstanceUID = sopInstanceUID
        self.pixelDigest = pixelDigest
        self.identity = identity
    }
}
