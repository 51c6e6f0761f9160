package import FilmModel

/// What the way of a film found out. Kept, so that a decision resumes without starting again; a field that
/// is nil leaves what the ledger has.
package struct FilmFacts: Sendable, Hashable {
    package var match: Match?
    /// When the match was decided: Original Attributes' date-time (0400,0562), never the clock's.
    package var matchedAt: Timestamp?
    /// The person that an operator decided on: never overturned by a machine.
    package var decidedPerson: PersonID?
    /// Whose the film is by a person's word, where an archive has it as somebody else's. While it stands, only
    /// `Ledger.settle` lets the film go on.
    package var correction: PersonID?
    /// The digest of the pixels with depth and polarity normalised.
    package var pictureDigest: String?
    /// The digest of the instance's own Pixel Data: what a read-back is compared with.
    package var pixelDigest: String?
    /// The patient's and picture's identity as sent: what a read-back's header is compared with.
    package var identity: [String: String]?
    /// Of whom the instance was made, and for which institution: it is made again of that, whatever the index says now.
    package var written: WrittenPatient?
    package var sopInstanceUID: String?
    package var seriesInstanceUID: String?
    package var studyInstanceUID: String?
    package var duplicateOf: FilmID?
    /// The film that this one was last found to look like, or to share an examination with: what a reviewer compares it
    /// with.
    package var rival: FilmID?
    /// What the checks remarked on the scan.
    package var remarks: [Reason]?

    package init() {}
}
