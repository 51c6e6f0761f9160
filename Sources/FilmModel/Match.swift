/// The decision that a film belongs to a person, or that a program can't tell, with its evidence.
package struct Match: Sendable, Hashable {
    /// The three decisions of the matcher.
    package enum Decision: String, Sendable, Codable {
        case match, review, none
    }

    package var decision: Decision
    /// The person decided on, or the best candidate.
    package var person: PersonID?
    /// Nil where a rule decided that estimates none.
    package var probability: Double?
    /// log2 of the odds.
    package var weight: Double?
    /// What spoke for and against, in words that hold no value of the label.
    package var reasons: [String]
    /// Persons that could be meant, best first, at most ten.
    package var candidates: [PersonID]
    /// Why a person has to decide; nil for a match.
    package var hold: ReasonCode?

    package init(
        decision: Decision, person: PersonID?, probability: Double? = nil, weight: Double? = nil,
        reasons: [String],
        candidates: [PersonID] = [], hold: ReasonCode? = nil
    ) {
        self.decision = decision
        self.person = person
        self.probability = probability
        self.weight = weight
        self.reasons = reasons
        self.candidates = candidates
        self.hold = hold
    }
}
