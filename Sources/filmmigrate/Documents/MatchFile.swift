import FilmModel
import Foundation
import Migration
import PatientIndex
import Tables

/// The files that the one-shot matcher writes: under a temporary name until they are whole.
final class MatchFile {
    private let decisions: RowFile
    private let candidates: RowFile?
    private let limit: Int
    private(set) var counts: [Match.Decision: Int] = [:]

    init(_ path: String, candidates limit: Int?, _ rule: OutputRule) throws {
        self.limit = limit ?? 0
        decisions = try RowFile(
            path, as: .match,
            header: [
                "label_id", "person_id", "decision", "probability", "weight", "runner_up", "margin",
                "reasons", "candidates",
            ], rule)
        candidates = try limit.map { _ in
            try RowFile(
                Self.candidatesPath(path), as: .candidates,
                header: ["label_id", "rank", "person_id", "weight", "reasons"],
                rule)
        }
    }

    /// `MATCHES.csv` becomes `MATCHES-candidates.csv`.
    static func candidatesPath(_ path: String) -> String {
        path.hasSuffix(".csv") ? "\(path.dropLast(4))-candidates.csv" : "\(path)-candidates"
    }

    func add(_ label: String, _ decision: LabelDecision) throws {
        counts[decision.decision, default: 0] += 1
        try decisions.write([
            .text(label), .text(decision.best?.id.text ?? ""), .value(decision.decision.rawValue),
            .value(decision.probability.map { Self.figure($0, 6) } ?? ""),
            .value(decision.best.map { Self.figure($0.weight, 3) } ?? ""),
            .text(decision.runnerUp?.id.text ?? ""),
            .value(decision.margin.map { Self.figure($0, 3) } ?? ""),
            .value(decision.reasons.joined(separator: "; ")),
            .text(decision.candidates.map(\.id.text).joined(separator: "; ")),
        ])
        for (place, candidate) in decision.candidates.prefix(limit).enumerated() {
            try candidates?.write([
                .text(label), .value(String(place + 1)), .text(candidate.id.text),
                .value(Self.figure(candidate.weight, 3)),
                .value(decision.reasons(of: candidate).joined(separator: "; ")),
            ])
        }
    }

    func finish() throws {
        try decisions.finish()
        try candidates?.finish()
    }

    static func figure(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}
