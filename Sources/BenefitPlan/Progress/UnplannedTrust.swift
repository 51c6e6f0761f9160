package import FilmModel

/// A Trust that the ledger has films of and the plan does not know: in no sum, and said so.
package struct UnplannedTrust: Sendable, Hashable, Encodable {
    package let trust: TrustID
    package let receivedFilms: Int?
    package let verifiedFilms: Int

    enum CodingKeys: String, CodingKey {
        case trust
        case receivedFilms = "received_films"
        case verifiedFilms = "verified_films"
    }
}
