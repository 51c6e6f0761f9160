import FilmModel
import Foundation
import PatientIndex

/// The files that the one-shot matcher writes: under a temporary name until they are whole.
final class MatchFile {
    private let decisions: RowFile
    private let candidates: RowFile?
    private let limit: Int

    init(_ path: String, candidates limit: Int?) throws {
        self.limit = limit ?? 0
        decisions = try RowFile(path)
        candidates = try limit.map { _ in try RowFile(Self.candidatesPath(path)) }
        try decisions.write([
            "label_id", "person_id", "decision", "probability", "weight", "runner_up", "margin", "reasons",
        ])
        try candidates?.write(["label_id", "rank", "person_id", "weight", "reasons"])
    }

    /// `MATCHES.csv` becomes `MATCHES-candidates.csv`.
    static func candidatesPath(_ path: String) -> String {
        path.hasSuffix(".csv") ? "\(path.dropLast(4))-candidates.csv" : "\(path)-candidates"
    }

    func add(_ label: String, _ decision: LabelDecision) throws {
        try decisions.write([
            label, decision.best?.id.text ?? "", decision.decision.rawValue,
            decision.probability.map { Self.figure($0, 6) } ?? "",
            decision.best.map { Self.figure($0.weight, 3) } ?? "", decision.runnerUp?.id.text ?? "",
            decision.margin.map { Self.figure($0, 3) } ?? "", decision.reasons.joined(separator: "; "),
        ])
        for (place, candidate) in decision.candidates.prefix(limit).enumerated() {
            try candidates?.write([
                label, String(place + 1), candidate.id.text, Self.figure(candidate.weight, 3),
                decision.reasons(of: candidate).joined(separator: "; "),
            ])
        }
    }

    func finish() throws {
        try decisions.finish()
        try candidates?.finish()
    }

    static func figure(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}
