import FilmModel
package import Workbook

/// The report as a spreadsheet: a sheet per level with live formulas for sums and quotients, and sheets for
/// what lies behind them.
package struct ReportWorkbook {
    let report: ProgressReport

    package init(_ report: ProgressReport) { self.report = report }

    package var workbook: Workbook {
        let day = report.asOf
        var book = Workbook(
            title: "Film migration at \(day)", created: (day.number - Self.epoch1970) * 86_400,
            sheets: [
                answers, levels(.cluster), levels(.sha), levels(.trust), since, months, cashFlow, benefits,
                gates, days, batches, terms,
            ].filter { !$0.rows.isEmpty })
        book.names = names
        return book
    }

    /// 1 January 1970 and Excel's day 0, as ``CalendarDay/number`` counts.
    private static let epoch1970 = 719_468
    private static let excelZero = 719_468 - 25_569

    static func cell(_ value: FigureValue) -> Cell {
        switch value {
        case .text(let text): .text(text)
        case .flag(let flag): .text(flag ? "yes" : "no")
        case .count(let count): .number(Double(count), .count)
        case .money(let pence): .number(pounds(pence), .money)
        case .quotient(let value): .number(value, .quotient)
        case .month(let month): .number(serial(CalendarDay(month: month, day: 1)), .month)
        case .day(let day): .number(serial(day), .day)
        case .none: .empty
        }
    }

    static func pounds(_ pence: Pence) -> Double { Double(pence.value) / 100 }

    private static func serial(_ day: CalendarDay?) -> Double {
        Double((day?.number ?? excelZero) - excelZero)
    }

    private static func money(_ pence: Pence) -> Cell { .number(pounds(pence), .money) }
    private static func month(_ month: Month?) -> Cell { month.map { cell(.month($0)) } ?? .empty }

    /// The first page: five questions, their answers, and what the figures rest on.
    private var answers: Sheet {
        var rows: [[Cell]] = []
        // Each question once, and under it each unit's answer beside its name.
        for (number, question) in Answers.questions.enumerated() {
            for (unit, answers) in report.answers.enumerated() {
                for (place, line) in answers.all[number].lines.enumerated() {
                    rows.append([
                        .text(place == 0 && unit == 0 ? question : ""), .text(place == 0 ? answers.name : ""),
                        .text(line),
                    ])
                }
            }
        }
        rows.append([.text("As of"), .empty, Self.cell(.day(report.asOf))])
        if !report.source.text.isEmpty {
            rows.append([.text("Made from"), .empty, .text(report.source.text)])
        }
        for (place, remark) in report.uncertain.enumerated() {
            rows.append([.text(place == 0 ? "What is uncertain" : ""), .empty, .text(remark)])
        }
        return Sheet(
            "Answers", header: ["Question", "Unit", "Answer"], rows: rows, frozenColumns: 0,
            widths: [32, 24, 100], wraps: true)
    }

    /// What has changed since a day; without rows, and so left out, where none was asked for.
    private var since: Sheet {
        Sheet(
            "Since", header: ["Since", "Level", "Code", "Name"] + Since.Change.titles,
            rows: report.rows.compactMap { row in
                guard let since = report.since, let change = since.change(of: row) else { return nil }
                return [
                    Self.cell(.day(since.day)), .text(row.level.rawValue), .text(row.code), .text(row.name),
                ] + change.values.map(Self.cell)
            }, frozenColumns: 3, widths: [12, 9, 9, 30, 12, 12, 18, 18, 18, 24, 18])
    }

    private var months: Sheet {
        var rows: [[Cell]] = []
        var charts: [Sheet.Chart] = []
        for cluster in report.clusters {
            let start = rows.count
            for month in cluster.months {
                rows.append([
                    Self.month(month.month), .text(cluster.code), .number(Double(month.plannedFilms), .count),
                    month.verifiedFilms.map { .number(Double($0), .count) } ?? .empty,
                    .number(Double(month.plannedFilmsCumulative), .count),
                    month.verifiedFilmsCumulative.map { .number(Double($0), .count) } ?? .empty,
                    .number(Double(cluster.figures.plannedFilms), .count),
                ])
            }
            if rows.count > start {
                charts.append(
                    Sheet.Chart(
                        title: "Films, added up: \(cluster.name)", columns: [5, 4, 6],
                        rows: start..<rows.count))
            }
        }
        return Sheet(
            "Months",
            header: [
                "Month", "Cluster", "Planned", "Verified", "Planned, added up", "Verified, added up",
                "All films to migrate",
            ], rows: rows, widths: [12], charts: charts)
    }

    private var cashFlow: Sheet {
        var rows: [[Cell]] = []
        for cluster in report.clusters {
            let start = rows.count + 2
            for outlook in report.cashFlows[cluster.code] ?? [] {
                let row = rows.count + 2
                let month = outlook.planned
                func balance(_ column: String, _ expected: CashOutlookMonth.Expected?) -> Cell {
                    guard let expected else { return .empty }
                    let cover = "SUM(C$\(start):D\(row))+SUM(\(column)$\(start):\(column)\(row))"
                    return .formula(
                        "=ROUND(\(cover)-SUM(G$\(start):G\(row)),2)", result: Self.pounds(expected.balance),
                        .money)
                }
                rows.append([
                    Self.month(month.month), .text(cluster.code), Self.money(month.priming),
                    Self.money(month.localCash), Self.money(month.savings),
                    .formula("=ROUND(SUM(C\(row):E\(row)),2)", result: Self.pounds(month.cover), .money),
                    Self.money(month.payment),
                    .formula(
                        "=ROUND(SUM(F$\(start):F\(row))-SUM(G$\(start):G\(row)),2)",
                        result: Self.pounds(month.balance), .money),
                    outlook.expected50.map { Self.money($0.savings) } ?? .empty,
                    outlook.expected85.map { Self.money($0.savings) } ?? .empty,
                    balance("I", outlook.expected50), balance("J", outlook.expected85),
                    Self.money(outlook.unconfirmed),
                ])
            }
        }
        return Sheet(
            "CashFlow",
            header: [
                "Month", "Cluster", "National priming", "Local cash", "Cash-releasing, planned", "Cover",
                "LSP payment", "Balance, added up", "Cash-releasing, expected (P50)",
                "Cash-releasing, expected (P85)", "Balance, expected (P50)", "Balance, expected (P85)",
                "Not confirmed, in no expected sum",
            ], rows: rows, widths: [12, 10, 17])
    }

    private var benefits: Sheet {
        Sheet(
            "Benefits",
            header: [
                "Trust", "Benefit", "Class", "Trigger", "Owner", "Planned for", "Expected (P50)",
                "Expected (P85)", "Planned", "Realised", "Expected in all (P50)", "Expected in all (P85)",
                "Proven by", "Confirmed",
            ],
            rows: report.benefits.map { line in
                [
                    .text(line.trust.code), .text(line.benefit), .text(line.benefitClass.rawValue),
                    .text(line.trigger.rawValue), line.owner.map { .text($0) } ?? .empty,
                    Self.month(line.plannedMonth), Self.month(line.expectedMonth50),
                    Self.month(line.expectedMonth85), Self.money(line.planned), Self.money(line.realised),
                    Self.money(line.expected50), Self.money(line.expected85), .text(line.proof),
                    line.trigger.isProvenByFilms ? .empty : Self.money(line.confirmed),
                ]
            }, frozenColumns: 2, widths: [10, 36, 15, 12, 20, 14])
    }

    private var gates: Sheet {
        Sheet(
            "Gates",
            header: [
                "Step", "Gate", "Level", "Code", "Status", "Blocked by", "Must not be more", "What covers it",
                "Message",
            ],
            rows: report.gates.map { gate in
                [
                    .number(Double(gate.name.step), .count), .text(gate.name.title), .text(gate.level.text),
                    .text(gate.code), .text(gate.status.rawValue),
                    gate.blockedBy.map { .text($0.title) } ?? .empty,
                    gate.money.map { Self.money($0.left) }
                        ?? gate.numbers.map { .number(Double($0.left), .count) } ?? .empty,
                    gate.money.map { Self.money($0.right) }
                        ?? gate.numbers.map { .number(Double($0.right), .count) } ?? .empty,
                    .text(gate.message),
                ]
            }, frozenColumns: 2, widths: [6, 36, 9, 9, 9, 20, 18, 18, 90], wraps: true)
    }

    private var days: Sheet {
        Sheet(
            "Days", header: ["Activity", "Cluster", "Planned", "Used", "Left"],
            rows: report.dayUse.enumerated().map { place, line in
                [
                    .text(line.activity), .text(line.cluster), .number(Double(line.planned), .count),
                    .number(Double(line.used), .count),
                    .formula(
                        "=C\(place + 2)-D\(place + 2)", result: Double(line.planned - line.used), .count),
                ]
            }, widths: [34, 12])
    }

    private var batches: Sheet {
        Sheet(
            "Batches",
            header: ["Batch", "Trust", "In the plan", "Received"] + FilmState.allCases.map(\.title),
            rows: report.batches.enumerated().map { place, line in
                let last = Sheet.letters(3 + FilmState.allCases.count)
                return [
                    .text(line.batch), .text(line.trust.code), .text(line.isPlanned ? "yes" : "no"),
                    .formula(
                        "=SUM(E\(place + 2):\(last)\(place + 2))", result: Double(line.films.received), .count
                    ),
                ] + FilmState.allCases.map { .number(Double(line.films[$0]), .count) }
            }, widths: [24, 10, 12])
    }

    private var terms: Sheet {
        Sheet(
            "Terms", header: ["Figure", "Meaning"],
            rows: Figure.all.map { [.text($0.title), .text($0.meaning)] }, widths: [34, 110], wraps: true)
    }
}

extension FilmState {
    /// As a person reads it.
    var title: String {
        switch self {
        case .queued: "Queued"
        case .inFlight: "In flight"
        case .held: "Held"
        case .rejected: "Rejected"
        case .duplicate: "Duplicate"
        case .delivered: "Delivered"
        case .verified: "Verified"
        }
    }
}
