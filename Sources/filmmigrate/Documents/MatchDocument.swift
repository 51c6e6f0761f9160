import FilmModel
import PatientIndex

/// How a label was weighed: the waterfall from the prior to the weight, and what forbade a decision.
struct MatchDocument: Encodable {
    struct Step: Encodable {
        let field: String
        let level: String
        let weight: Double
        let label: String?
        let person: String?
    }

    struct Candidate: Encodable {
        let personID: String
        let weight: Double
        let fields: [Step]

        enum CodingKeys: String, CodingKey {
            case weight, fields
            case personID = "person_id"
        }
    }

    let subject: String
    let decision: String
    let rule: String?
    let prior: Double
    let model: String
    let probability: Double?
    let weight: Double?
    let margin: Double?
    let vetoes: [String]
    let verdict: [String]
    let candidates: [Candidate]

    init(_ subject: String, _ record: RawRecord, _ decision: LabelDecision, _ persons: [PersonID: RawRecord])
    {
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

    var text: String {
        var lines = ["\(PrintableText.line(subject)): \(decision)" + (rule.map { " by rule \($0)" } ?? "")]
        lines += verdict.map { "  \($0)" }
        guard let best = candidates.first else { return lines.joined(separator: "\n") }
        lines += ["", "person \(PrintableText.line(best.personID))"]
        var table = TextTable(["", "label", "index", "comparison", "bits", "sum"])
        var sum = prior
        table.add(["prior", "", "", "1 person of the index", Self.bits(prior), Self.bits(sum)])
        for step in best.fields {
            sum += step.weight
            table.add([
                step.field, step.label ?? "", step.person ?? "", step.level, Self.bits(step.weight),
                Self.bits(sum),
            ])
        }
        lines.append(table.text)
        if let probability { lines += ["", "probability \(MatchFile.figure(probability, 6))"] }
        for (place, other) in candidates.dropFirst().enumerated() {
            lines.append(
                (place == 0 ? "runner-up " : "then      ")
                    + "\(PrintableText.line(other.personID)), \(Self.bits(other.weight)) bits")
        }
        return lines.joined(separator: "\n")
    }

    private static func bits(_ value: Double) -> String { MatchFile.figure(value, 1) }
}
