package import FilmModel

/// An instance of which an archive is to say whether it keeps it.
package struct PendingCommitment: Sendable, Hashable {
    package let film: FilmID
    package let sopInstanceUID: String

    package init(
        film: FilmID, sopInstanceUID: String
    ) {
        self.film = film
        self.sopInstanceUID = sopInstanceUID
    }
}
