import FilmModel

/// What must become of one film of the demonstration once it has been carried through, for tests.
package struct DemoExpectation: Sendable, Hashable {
    /// External-Identifier of the bag.
    let batch: String
    let trust: String
    let filmID: String
    /// Nil where the bag is refused and the film never enters the ledger.
    let state: FilmState?
    let code: ReasonCode?
    /// A remark that does not stop the film.
    var warning: ReasonCode?
    /// Whose film it is; nil where nobody can tell.
    var person: PersonID?
    /// The film that shows the same; either of the two may be the one that is kept.
    var twinFilm: String?
}
