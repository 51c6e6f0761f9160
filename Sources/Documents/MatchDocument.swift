package import FilmModel
package import PatientIndex

/// How a label was weighed: the waterfall from the prior to the weight, and what forbade a decision.
package struct MatchDocument: Encodable {
    package struct Step: Encodable {
        package let field: String
        package let level: String
        package let weight: Double
        package let label: String?
        package let person: String?
    }

    package struct Candidate: Encodable {
        package let personID: String
        package let weight: Double
        package let fields: [Step]

        enum CodingKeys: String, CodingKey {
            case weight, fields
            case personID = "person_id"
        }
    }

    package let subject: String
    package let decision: String
    package let rule: String?
    package let prior: Double
    package let model: String
    package let probability: Double?
    package let weight: Double?
    package let margin: Double?
    package let vetoes: [String]
    package let verdict: [String]
    package let candidates: [Candidate]

    package init(
        _ subject: String, _ record: RawRecord, _ decision: LabelDecision, _ persons: [PersonID: RawRecord]
    ) {
        self.subject = subject
        self.decision = decision.decision.rawValue
        rule = decision.rule?.rawValue
        prior = decision.prior
        model = decision.model
        probability = decision.probability
        weight = decision.best?.weight
        margin = decision.margin
        vetoes = decision.vetoes.map(\.rawValue)
        verdict = decision.verdict
        candidates = decision.candidates.map { candidate in
            let person = persons[candidate.id]
            var steps = candidate.fields.map { evidence in
                Step(
                    field: evidence.field, level: evidence.level, weight: evidence.weight,
                    label: record.text(of: evidence), person: person?.text(of: evidence))
            }
            if let limit = candidate.placeLimit {
                steps.append(
                    Step(
                        field: "place", level: "postcode, address and town together count within limits",
                        weight: limit, label: nil, person: nil))
            }
            return Candidate(personID: candidate.id.text, weight: candidate.weight, fields: steps)
        }
    }
}
