package import FilmModel

/// One archive's word on one instance, and what was read back from it. Append-only.
package struct StoreRecord: Sendable, Hashable {
    package var destination: String
    package var sopInstanceUID: String
    package var sentAt: Timestamp?
    /// The C-STORE status, or nil where the instance was found in the archive and not sent again.
    package var dimseStatus: Int?
    /// When a read-back was equal; nil where this row is only of the sending.
    package var verifiedAt: Timestamp?
    /// `store`, `found` or `read-back`.
    package var method: String
    /// What is to stand in the film's history of it; kept there alone.
    package var note: String?

    package init(
        destination: String, sopInstanceUID: String, sentAt: Timestamp? = nil, dimseStatus: Int? = nil,
        verifiedAt: Timestamp? = nil, method: String
    ) {
        self.destination = destination
        self.sopInstanceUID = sopInstanceUID
        self.sentAt = sentAt
        self.dimseStatus = dimseStatus
        self.verifiedAt = verifiedAt
        self.method = method
    }
}
