package import FilmModel

/// A batch in the ledger.
package struct BatchRecord: Sendable, Hashable {
    package var id: BatchID
    /// How commands name it: the bureau's number, made unique where two bureaus use the same one.
    package var name: String
    package var bureau: String
    package var number: String
    package var trust: TrustID
    package var digest: String
    package var custody: String
    package var takenInAt: Timestamp
    /// Whether nothing of it is claimed until an operator resumes it.
    package var paused = false
    /// When an operator gave it up; what was on its way then went on.
    package var cancelledAt: Timestamp?
    /// Whether giving it up was stopped in between: nothing of it is claimed, and the rest is not rejected yet.
    package var isBeingCancelled = false

    package init(
        id: BatchID, name: String, bureau: String, number: String, trust: TrustID, digest: String,
        custody: String, takenInAt: Timestamp, paused: Bool = false, cancelledAt: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.bureau = bureau
        self.number = number
        self.trust = trust
        self.digest = digest
        self.custody = custody
        self.takenInAt = takenInAt
        self.paused = paused
        self.cancelledAt = cancelledAt
    }
}
