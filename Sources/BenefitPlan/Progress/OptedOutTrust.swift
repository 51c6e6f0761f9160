package import FilmModel

/// A Trust that has opted out, for comparison only: none of these figures is in any sum.
package struct OptedOutTrust: Sendable, Hashable, Encodable {
    package let trust: TrustID
    package let name: String
    package let sha: String
    package let filmsToMigrate: Int
    package let receivedFilms: Int?
    package let verifiedFilms: Int

    enum CodingKeys: String, CodingKey {
        case trust, name, sha
        case filmsToMigrate = "films_to_migrate"
        case receivedFilms = "received_films"
        case verifiedFilms = "verified_films"
    }
}
