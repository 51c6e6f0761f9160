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
}
