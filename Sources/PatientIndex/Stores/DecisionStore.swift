package import FilmModel

/// The log of what reviewers decided, which only grows.
package protocol DecisionStore: Sendable {
    /// Keeps a decision on a film.
    func add(_ decision: ReviewDecision, on film: FilmID) async throws
    /// What holds of all that was decided on a film, the oldest first: an undo ends the decision before it.
    func everyStanding(on film: FilmID) async throws -> [ReviewDecision]
    /// The films of which a person has said that they and this one are one film, though their rows say different things;
    /// whichever of the two was decided on.
    func saidToBeOne(with film: FilmID) async throws -> Set<FilmID>
    /// The other films on which a decision was taken at once with this film's, and that nobody has decided on since.
    func decided(with decision: ReviewDecision, on film: FilmID) async throws -> [FilmID]
    /// Films whose person, or that they are nobody's, a person has decided, in the order of their numbers.
    func settled() async throws -> [(film: FilmID, person: PersonID?)]
}

extension DecisionStore {
    /// The last decision on a film that holds.
    package func standing(on film: FilmID) async throws -> ReviewDecision? {
        try await everyStanding(on: film).last
    }

    /// Whether a reviewer has said whose a film is since a decision.
    package func isSaid(whose film: FilmID, since decision: Int64) async throws -> Bool {
        try await everyStanding(on: film).contains {
            $0.id > decision && [.assign, .correct].contains($0.kind)
        }
    }
}
