/// Every figure of a report that can be asked for, with its value.
package struct FigureIndex {
    package struct Entry: Encodable {
        /// What `report explain` takes.
        package let figure: String
        package let title: String
        package let value: FigureValue
    }

    package let entries: [Entry]

    package init(_ report: ProgressReport) {
        let units = report.rows.flatMap { row in
            Figure.all.map { figure in
                Entry(
                    figure: "\(row.code).\(figure.key)", title: "\(figure.title), \(row.name)",
                    value: figure.value(row))
            }
        }
        entries =
            units
            + PartExplainer(report: report).all.map {
                Entry(figure: $0.address, title: $0.title, value: $0.value)
            }
    }
}
