import FilmModel

/// Where a figure of the report comes from: the formula, and every input with its own source.
package struct Explanation: Sendable, Hashable, Encodable {
    package struct Input: Sendable, Hashable, Encodable {
        package let name: String
        package let value: FigureValue
        /// A file and its row's key, another figure, or the ledger.
        package let source: String
    }

    package let figure: String
    package let level: PlanLevel
    package let code: String
    package let title: String
    package let meaning: String
    package let value: FigureValue
    package let formula: String
    package let inputs: [Input]

    /// What can be asked: `verified_films`, `RXA.verified_films`.
    package static func of(_ name: String, in report: ProgressReport) -> Explanation? {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard let key = parts.last, let figure = Figure.named(key) else { return nil }
        let row = parts.count == 1 ? report.rows.first : report.rows.first { $0.code == parts[0] }
        guard let row else { return nil }
        return Explainer(report: report, row: row).explain(figure)
    }

    /// The explanation as lines for a terminal.
    package var text: String {
        var lines = [
            "\(title), \(level.text) \(code): \(value.shown)", "  \(meaning)", "  formula: \(formula)",
        ]
        if !inputs.isEmpty { lines.append("  inputs:") }
        lines += inputs.map { "    \($0.name): \($0.value.shown)  (\($0.source))" }
        return lines.joined(separator: "\n")
    }
}
