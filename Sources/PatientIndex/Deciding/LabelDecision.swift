package import FilmModel
import Foundation

/// What the matcher made of a label, with all of its evidence.
package struct LabelDecision: Sendable {
    /// The rule that would let the machine decide.
    package enum Rule: String, Sendable, Codable {
        /// A valid national number with the birth date, wholly or in part.
        case number = "A"
        /// The sum of the weights.
        case weight = "B"
    }

    /// A person that could be meant.
    package struct Candidate: Sendable {
        package let id: PersonID
        /// log2 of the odds that the label is this person's.
        package let weight: Double
        let levels: Levels
        package let fields: [FieldEvidence]
        /// What the place was worth after its limits, in bits.
        let place: Double

        /// What the limits of the place added or took away; nil where they did nothing.
        package var placeLimit: Double? {
            let sum = fields.filter { [.postcode, .address, .town].contains($0.key) }.reduce(0) {
                $0 + $1.weight
            }
            return abs(place - sum) < 0.05 ? nil : place - sum
        }
    }

    /// One field's part in a weight.
    package struct FieldEvidence: Sendable {
        package let field: String
        package let level: String
        package let weight: Double
        let key: Field
    }

    package var decision: Match.Decision
    package var rule: Rule?
    package var candidates: [Candidate]
    package var vetoes: [Veto]
    /// What differs although it is a match.
    package var remarks: [MatchRemark] = []
    package var hold: ReasonCode?
    /// log2 of the odds before anything was compared.
    package var prior: Double
    package var model: String

    package var best: Candidate? { candidates.first }
    package var runnerUp: Candidate? { candidates.count > 1 ? candidates[1] : nil }

    /// The best person's distance to the next by weight, in bits; nil where there is no next.
    package var margin: Double? {
        guard let best, let next = candidates.dropFirst().map(\.weight).max() else { return nil }
        return best.weight - next
    }

    /// The share of the best person in what the weights leave possible: that person, the next, or nobody.
    package var probability: Double? {
        guard let best else { return nil }
        let others = 1 + (margin.map { exp2(best.weight - $0) } ?? 0)
        return 1 / (1 + others * exp2(-best.weight))
    }

    /// The evidence in words that hold no value of the label: each field, then what decided.
    package func reasons(of candidate: Candidate) -> [String] {
        candidate.fields.map { "\($0.field): \($0.level) (\(Self.signed($0.weight)))" }
    }

    package var reasons: [String] {
        (best.map { reasons(of: $0) } ?? []) + verdict
    }

    /// What decided, in words.
    package var verdict: [String] {
        switch decision {
        case .match:
            remarks.map(\.text) + [
                rule == .number
                    ? "A: national number and birth date agree"
                    : "B: the weight is enough, and nobody else is near"
            ]
        case .review where vetoes.isEmpty: ["not enough evidence to match automatically"]
        // The one that gives the reason of the hold comes last, nearest to the decision.
        case .review: vetoes.reversed().map(\.text)
        case .none where hold == .labelUnreadable:
            [
                "the number or birth date on the label cannot be read, and no patient in the index matches closely enough"
            ]
        case .none: ["no patient in the index matches closely enough"]
        }
    }

    static func signed(_ bits: Double) -> String {
        let tenths = Int((bits * 10).rounded())
        return "\(tenths < 0 ? "−" : "+")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}
