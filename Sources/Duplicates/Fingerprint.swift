package import FilmModel

/// What makes a film recognisable again, at this depth: the bytes of its file and the normalised picture.
package struct Fingerprint: Sendable, Hashable {
    package var film: FilmID
    package var person: PersonID
    /// SHA-256 of the file, with the page, so that two pages of one file are two films.
    package var source: String
    /// SHA-256 of the picture with depth and polarity normalised.
    package var picture: String

    package init(film: FilmID, person: PersonID, source: String, picture: String) {
        self.film = film
        self.person = person
        self.source = source
        self.picture = picture
    }
}
