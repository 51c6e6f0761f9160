package import FilmModel

/// What makes a film recognisable again, and whose it is: the bytes of its file, the normalised picture, and
/// a hash that survives another scan.
package struct Fingerprint: Sendable, Hashable {
    package var film: FilmID
    package var person: PersonID
    /// Every id that is this person now, by the merges that the index knows; the person's own among them. Not kept:
    /// asked when it is needed.
    package var same: Set<PersonID>
    /// The Trust's envelope, where the label names one: `TRUST jacket`.
    package var jacket: String?
    /// Study Instance UID that the film's instance gets: the films of one examination share it.
    package var study: String?
    /// SHA-256 of the file, with the page, so that two pages of one file are two films.
    package var source: String
    /// The digest of the picture with depth and polarity normalised.
    package var picture: String
    package var hash: FilmHashes?

    package init(
        film: FilmID, person: PersonID, same: Set<PersonID> = [], jacket: String? = nil,
        study: String? = nil, source: String, picture: String,
        hash: FilmHashes? = nil
    ) {
        self.film = film
        self.person = person
        self.same = same.union([person])
        self.jacket = jacket
        self.study = study
        self.source = source
        self.picture = picture
        self.hash = hash
    }

    /// Whether another film's person is this one's.
    func isOfSamePerson(as other: Fingerprint) -> Bool { same.contains(other.person) }
}
