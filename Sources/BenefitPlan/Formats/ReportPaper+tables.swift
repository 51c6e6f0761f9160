import Paper

extension ReportPaper {
    /// A table's column: its title, its share of the width, and what it shows of a line.
    private struct Column: Sendable {
        let title: String
        let share: Double
        let text: @Sendable (ReportRow) -> String
    }

    /// Films and money of every unit, then what is uncertain.
    func tables(_ sheet: inout PaperSheet, on paper: borrowing PaperDocument) {
        table("Films against the plan", Self.films, &sheet, on: paper)
        table("Cash-releasing benefit", Self.money, &sheet, on: paper)
        table("When it will be done", Self.dates, &sheet, on: paper)
        cashFlow(&sheet, on: paper)
        if let since = report.since {
            table("Since \(since.day.text)", Self.changes(since), &sheet, on: paper)
        }
        guard !report.uncertain.isEmpty else { return }
        sheet.y += 10
        need(40, &sheet, on: paper)
        heading("What is uncertain", size: 11.5, &sheet, on: paper)
        for remark in report.uncertain { paragraph("– " + remark, size: 9, &sheet, on: paper) }
    }

    private static let unit = Column(title: "Unit", share: 0.3) { row in
        let name = "\(row.name) (\(row.code))"
        return row.optedOut ? name + ", opted out" : name
    }

    private static func shown(_ key: String) -> @Sendable (ReportRow) -> String {
        { row in Figure.named(key)?.value(row).shown ?? "" }
    }

    private static let films = [
        unit, Column(title: "To migrate", share: 0.12, text: shown("planned_films")),
        Column(title: "Due", share: 0.12, text: shown("due_films")),
        Column(title: "Verified", share: 0.12, text: shown("verified_films")),
        Column(title: "Index by value", share: 0.1, text: shown("schedule_performance_index")),
        Column(title: "Index by time", share: 0.1, text: shown("schedule_performance_index_time")),
        Column(title: "Not received", share: 0.14, text: shown("not_received_films")),
    ]

    private static let money = [
        unit, Column(title: "Whole plan", share: 0.14, text: shown("planned_cash_releasing_pence")),
        Column(title: "Planned by now", share: 0.14, text: shown("planned_cash_releasing_to_date_pence")),
        Column(title: "Proven by films", share: 0.14, text: shown("realised_by_films_cash_releasing_pence")),
        Column(
            title: "By dates, confirmed", share: 0.14, text: shown("realised_confirmed_cash_releasing_pence")),
        Column(title: "Not confirmed", share: 0.14, text: shown("realised_unconfirmed_cash_releasing_pence")),
    ]

    private static let dates = [
        unit,
        Column(title: "Films left", share: 0.09, text: shown("remaining_films")),
        Column(title: "P50", share: 0.11, text: shown("forecast_p50")),
        Column(title: "P85", share: 0.11, text: shown("forecast_p85")),
        Column(title: "Chance, plan", share: 0.12) { row in
            row.forecast.probabilityWithinPlan.map(Answers.percent) ?? "–"
        },
        Column(title: "Chance, three years", share: 0.12) { row in
            row.forecast.probabilityWithinLimit.map(Answers.percent) ?? "–"
        },
        Column(title: "Slip (P50)", share: 0.15) { row in row.figures.outlook.slip50?.text ?? "–" },
    ]

    private static func changes(_ since: Since) -> [Column] {
        [unit]
            + zip(Since.Change.titles.indices, Since.Change.titles).map { place, title in
                Column(title: title, share: 0.175) { row in
                    since.change(of: row)?.values[place].shown ?? "–"
                }
            }
    }

    private func table(
        _ title: String, _ columns: [Column], _ sheet: inout PaperSheet, on paper: borrowing PaperDocument
    ) {
        if sheet.y > Self.margin { sheet.y += 14 }
        need(70, &sheet, on: paper)
        heading(title, size: 11.5, &sheet, on: paper)
        sheet.y += 3
        line(columns.map(\.title), columns, bold: true, &sheet, on: paper)
        for top in report.tops {
            for row in report.line(below: top) {
                let texts = columns.map { $0.text(row) }
                let height = self.height(texts, columns, bold: row.level != .trust, on: paper)
                if sheet.y + height > Self.bottom {
                    next(&sheet, on: paper)
                    line(columns.map(\.title), columns, bold: true, &sheet, on: paper)
                }
                let indent = row.level == .trust ? 10.0 : row.level == .sha ? 5 : 0
                line(texts, columns, bold: row.level != .trust, indent: indent, &sheet, on: paper)
            }
        }
    }

    /// Each Cluster's cash-flow month by month, the expected balance beside the planned one.
    private func cashFlow(_ sheet: inout PaperSheet, on paper: borrowing PaperDocument) {
        let columns = [
            "Month", "Cover", "LSP payment", "Balance", "Not confirmed", "Balance, expected (P50)",
            "Balance, expected (P85)",
        ]
        .enumerated().map { place, title in
            Column(title: title, share: place == 0 ? 0.1 : 0.15) { _ in "" }
        }
        for cluster in report.clusters {
            guard let months = report.cashFlows[cluster.code], !months.isEmpty else { continue }
            sheet.y += 14
            need(70, &sheet, on: paper)
            heading("Cash-flow of \(cluster.name)", size: 11.5, &sheet, on: paper)
            sheet.y += 3
            line(columns.map(\.title), columns, bold: true, &sheet, on: paper)
            for month in months {
                let texts =
                    [
                        month.month.text, month.planned.cover.text, month.planned.payment.text,
                        month.planned.balance.text, month.unconfirmed.text,
                    ]
                    + [month.expected50, month.expected85].map { $0?.balance.text ?? "–" }
                if sheet.y + height(texts, columns, bold: false, on: paper) > Self.bottom {
                    next(&sheet, on: paper)
                    line(columns.map(\.title), columns, bold: true, &sheet, on: paper)
                }
                line(texts, columns, bold: month.planned.balance < .zero, &sheet, on: paper)
            }
        }
    }

    private func height(
        _ texts: [String], _ columns: [Column], bold: Bool, on paper: borrowing PaperDocument
    ) -> Double {
        var height = 0.0
        for (text, column) in zip(texts, columns) {
            let width = Self.width * column.share - 14
            height = max(height, paper.height(of: text, width: width, size: 8.5, bold: bold))
        }
        return height + 4
    }

    private func line(
        _ texts: [String], _ columns: [Column], bold: Bool, indent: Double = 0, _ sheet: inout PaperSheet,
        on paper: borrowing PaperDocument
    ) {
        let height = height(texts, columns, bold: bold, on: paper)
        var x = Self.margin
        for (place, column) in columns.enumerated() {
            let width = Self.width * column.share
            paper.text(
                texts[place], x: place == 0 ? x + indent : x + 4, y: sheet.y + 2,
                width: place == 0 ? width - 14 : width - 4, size: 8.5, bold: bold,
                alignment: place == 0 ? .left : .right)
            x += width
        }
        sheet.y += height
        paper.line(
            [(Self.margin, sheet.y), (Self.margin + Self.width, sheet.y)], width: 0.4, colour: Self.rule)
    }
}
