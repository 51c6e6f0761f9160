package import FilmModel

/// How a worker came to its end, and what that says of its films.
package enum Dismissal: Sendable {
    /// It gives its films back: no attempt, no rescue is counted.
    case handBack
    /// It died. `inHand` are the films that it was working on, nil where nobody knows. Where the death is a
    /// film's possible doing (`blamed`: a fault of the program or its memory, not a signal from outside), it
    /// counts towards the three in 72 hours that hold a film as poison.
    case death(inHand: Set<FilmID>?, blamed: Bool)
}
