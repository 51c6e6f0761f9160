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
        Column(title: "Slip (P50)", share: 0.15) { row in row.slip?.text ?? "–" },
    ]

    private static func changes(_ since: Since) -> [Column] {
        [unit]
            + zip(Since.Change.titles.indices, Since.Change.titles).map { place, title in
                Column(title: title, share: 0.7 / Double(Since.Change.titles.count)) { row in
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
        let rows = report.tops.flatMap { report.line(below: $0) }
        let size = size(of: rows.map { row in columns.map { $0.text(row) } }, columns, from: 1, on: paper)
        line(columns.map(\.title), columns, size: size, bold: true, &sheet, on: paper)
        for row in rows {
            let texts = columns.map { $0.text(row) }
            let height = self.height(texts, columns, size: size, bold: row.level != .trust, on: paper)
            if sheet.y + height > Self.bottom {
                next(&sheet, on: paper)
                line(columns.map(\.title), columns, size: size, bold: true, &sheet, on: paper)
            }
            let indent = row.level == .trust ? 10.0 : row.level == .sha ? 5 : 0
            line(texts, columns, size: size, bold: row.level != .trust, indent: indent, &sheet, on: paper)
        }
    }

    /// The largest size at which no figure breaks within its cell, and no word of a title. Names in the columns before
    /// `first` may go over several lines.
    private func size(
        of rows: [[String]], _ columns: [Column], from first: Int, on paper: borrowing PaperDocument
    ) -> Double {
        var longest: [(text: String, width: Double)] = []
        for (place, column) in columns.enumerated() {
            let words = column.title.split(separator: " ").map { String($0) }
            let texts = words + (place < first ? [] : rows.map { $0[place] })
            guard let text = texts.max(by: { $0.count < $1.count }) else { continue }
            longest.append((text, Self.width(of: column, at: place)))
        }
        let sizes = [8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5]
        for size in sizes {
            var fits = true
            for (text, width) in longest {
                let height = paper.height(of: text, width: width, size: size, bold: true)
                if height > paper.height(of: text, width: Self.width, size: size, bold: true) { fits = false }
            }
            if fits { return size }
        }
        return sizes[sizes.count - 1]
    }

    /// The width of a cell's text.
    private static func width(of column: Column, at place: Int) -> Double {
        width * column.share - (place == 0 ? 14 : 4)
    }

    /// Each Cluster's cash-flow month by month, the expected balance beside the planned one.
    private func cashFlow(_ sheet: inout PaperSheet, on paper: borrowing PaperDocument) {
        let columns = [
            "Month", "Cover", "LSP payment", "Balance", "Not confirmed", "Balance, expected (P50)",
            "Balance, expected (P85)",
        ]
        .enumerated().map { place, title in
            Column(title: title, share: place == 0 ? 0.124 : 0.146) { _ in "" }
        }
        for cluster in report.clusters {
            guard let months = report.cashFlows[cluster.code], !months.isEmpty else { continue }
            sheet.y += 14
            need(70, &sheet, on: paper)
            heading("Cash-flow of \(cluster.name)", size: 11.5, &sheet, on: paper)
            sheet.y += 3
            let rows = months.map { month in
                [
                    month.month.text, month.planned.cover.text, month.planned.payment.text,
                    month.planned.balance.text, month.unconfirmed.text,
                ] + [month.expected50, month.expected85].map { $0?.balance.text ?? "–" }
            }
            let size = size(of: rows, columns, from: 0, on: paper)
            line(columns.map(\.title), columns, size: size, bold: true, &sheet, on: paper)
            for (month, texts) in zip(months, rows) {
                let isShort = month.planned.balance < .zero
                if sheet.y + height(texts, columns, size: size, bold: isShort, on: paper) > Self.bottom {
                    next(&sheet, on: paper)
                    line(columns.map(\.title), columns, size: size, bold: true, &sheet, on: paper)
                }
                line(texts, columns, size: size, bold: isShort, &sheet, on: paper)
            }
        }
    }

    private func height(
        _ texts: [String], _ columns: [Column], size: Double, bold: Bool, on paper: borrowing PaperDocument
    ) -> Double {
        var height = 0.0
        for (place, column) in columns.enumerated() {
            let width = Self.width(of: column, at: place)
            height = max(height, paper.height(of: texts[place], width: width, size: size, bold: bold))
        }
        return height + 4
    }

    private func line(
        _ texts: [String], _ columns: [Column], size: Double, bold: Bool, indent: Double = 0,
        _ sheet: inout PaperSheet, on paper: borrowing PaperDocument
    ) {
        let height = height(texts, columns, size: size, bold: bold, on: paper)
        var x = Self.margin
        for (place, column) in columns.enumerated() {
            paper.text(
                texts[place], x: place == 0 ? x + indent : x + 4, y: sheet.y + 2,
                width: Self.width(of: column, at: place), size: size, bold: bold,
                alignment: place == 0 ? .left : .right)
            x += Self.width * column.share
        }
        sheet.y += height
        paper.line(
            [(Self.margin, sheet.y), (Self.margin + Self.width, sheet.y)], width: 0.4, colour: Self.rule)
    }
}
