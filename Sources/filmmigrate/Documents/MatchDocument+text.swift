import Documents
import FilmModel
import PatientIndex

extension MatchDocument {
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
