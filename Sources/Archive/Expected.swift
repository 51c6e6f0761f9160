/// What an archive must give back for one film.
package struct Expected: Sendable, Hashable {
    package var studyInstanceUID: String
    package var seriesInstanceUID: String
    package var sopInstanceUID: String
    /// The `QuickDigest` of the pixels.
    package var pixelDigest: String
    /// The identifying attributes by tag, as sent.
    package var identity: [String: String]

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
