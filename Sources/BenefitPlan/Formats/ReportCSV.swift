import Tables

/// The report's lines as CSV: one row a unit, one column a figure. Money is in pounds, days and months are
/// ISO 8601.
package enum ReportCSV {
    package static func text(_ report: ProgressReport) -> String {
        let header = ["as_of", "plan_version"] + Figure.all.map(\.column)
        let rows = report.rows.map { row in
            [
                CSVText.Cell.value(report.asOf.description),
                .value(report.source.planVersion.map(String.init) ?? ""),
            ] + Figure.all.map { cell($0.value(row)) }
        }
        return CSVText.document([header.map { .value($0) }] + rows)
    }

    private static func cell(_ value: FigureValue) -> CSVText.Cell {
        if case .text(let text) = value { return .text(text) }
        return .value(value.plain)
    }
}
