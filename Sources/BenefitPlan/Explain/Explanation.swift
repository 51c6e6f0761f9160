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

    /// What can be asked: `verified_films` of the one Cluster, `RXA.verified_films`, and the keys of
    /// ``PartExplainer``.
    package static func of(
        _ name: String, in report: ProgressReport
    ) throws(ExplanationError) -> Explanation {
        if let figure = Figure.named(name) {
            guard report.clusters.count < 2 else {
                throw .ambiguous(name, report.clusters.map(\.code))
            }
            guard let row = report.rows.first else { throw .unknown(name) }
            return Explainer(report: report, row: row).explain(figure)
        }
        // A code may hold dots itself, a figure's key never does.
        for row in report.rows where name.lowercased().hasPrefix(row.code.lowercased() + ".") {
            let key = String(name.dropFirst(row.code.count + 1))
            if let figure = Figure.named(key) { return Explainer(report: report, row: row).explain(figure) }
        }
        guard
            let part = PartExplainer(report: report).all.first(where: {
                $0.address.lowercased() == name.lowercased()
            })
        else {
            throw .unknown(name)
        }
        return part
    }

    /// What it is asked by: the unit's code and the figure's key.
    package var address: String { "\(code).\(figure)" }

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
