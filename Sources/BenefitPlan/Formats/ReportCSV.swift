import FilmModel
import Tables

/// The report's lines as CSV: one row a unit, one column a figure. Money is in pounds, days and months are
/// ISO 8601. It begins with a byte-order mark, by which spreadsheets know it for UTF-8. The last columns say up to when the data goes and, where it was asked for, what has changed since
/// a day.
package enum ReportCSV {
    package static func text(_ report: ProgressReport) -> String {
        let header =
            ["as_of", "plan_version"] + Figure.all.map(\.column) + ["data_until"]
            + (report.since == nil ? [] : ["since"] + Since.Change.columns.map { "\($0)_since" })
        let rows = report.rows.map { row in
            [
                CSVText.Cell.value(report.asOf.description),
                .value(report.source.planVersion.map(String.init) ?? ""),
            ] + Figure.all.map { cell($0.value(row)) }
                + [.value(report.source.dataTime?.description ?? "")] + since(report, row)
        }
        return "\u{FEFF}" + CSVText.document([header.map { .value($0) }] + rows)
    }

    private static func since(_ report: ProgressReport, _ row: ReportRow) -> [CSVText.Cell] {
        guard let since = report.since else { return [] }
        let values = since.change(of: row)?.values.map(\.plain)
        return [.value(since.day.description)]
            + (values ?? Since.Change.columns.map { _ in "" }).map { .value($0) }
    }

    private static func cell(_ value: FigureValue) -> CSVText.Cell {
        if case .text(let text) = value { return .text(text) }
        return .value(value.plain)
    }
}
