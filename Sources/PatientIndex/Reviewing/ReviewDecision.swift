package import FilmModel

/// What a person has decided about whose a film is. Kept for ever, with who, when and why.
package struct ReviewDecision: Sendable, Hashable {
    package enum Kind: String, Sendable, Codable {
        /// It is this person's.
        case assign
        /// No patient in the index matches it.
        case none
        /// It goes on as it is: what it was held for is no obstacle.
        case accept
        /// It can't be used.
        case reject
        /// The archive has it, under somebody else: it is this person's.
        case correct
        /// The decision before does not hold any more.
        case undo
    }

    /// Its number among all decisions, which are in the order in which they were taken; 0 until it is kept.
    package var id: Int64 = 0
    package var kind: Kind
    package var person: PersonID?
    /// Why, in the reviewer's words.
    package var cause: String
    package var actor: String
    package var at: Timestamp
    /// Why the film was held, so that an undo puts it back.
    package var held: Reason?
    /// The persons that the reviewer was shown.
    package var candidates: [PersonID]
    /// The film that the decision compares this one with, where it was held, or a duplicate, for that.
    package var rival: FilmID?
    /// The decision on the film that was named, where this one was taken along with it.
    package var act: Int64?

    /// Whether a person has looked at the film and let it go on.
    package var letsGo: Bool { kind == .assign || kind == .accept }

    package init(
        _ kind: Kind, person: PersonID? = nil, cause: String, actor: String, at: Timestamp,
        held: Reason? = nil, candidates: [PersonID] = [],
        rival: FilmID? = nil, act: Int64? = nil
    ) {
        self.kind = kind
        self.person = person
        self.cause = cause
        self.actor = actor
        self.at = at
        self.held = held
        self.candidates = candidates
        self.rival = rival
        self.act = act
    }
}
