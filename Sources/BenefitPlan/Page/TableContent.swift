import FilmModel

/// One table of the page: its heading, a sentence about it, and its cells as a reader sees them.
struct TableContent {
    struct Row {
        let style: String
        let first: String
        let cells: [Cell]

        init(style: String, first: String, cells: [String]) {
            self.style = style
            self.first = first
            self.cells = cells.map { Cell(text: $0, wide: $0.count > 40) }
        }
    }

    struct Cell {
        let text: String
        /// A sentence, which may go over several lines.
        let wide: Bool
    }

    let tableTitle: String
    let tableNote: String
    let heads: [String]
    let tableRows: [Row]

    /// Tables longer than this are cut in the page, with a word about it; the spreadsheet has every row.
    static let most = 300

    init(_ title: String, note: String, heads: [String], rows: [Row]) {
        tableTitle = title
        tableNote =
            rows.count > Self.most
            ? note
                + " The first \(Self.most) of \(PageNumber.films(rows.count)) rows: the spreadsheet has all."
            : note
        self.heads = heads
        tableRows = Array(rows.prefix(Self.most))
    }
}

extension TableContent {
    /// The tables behind the first pages, those without rows left out.
    static func all(of report: ProgressReport) -> [TableContent] {
        [
            since(report), forecasts(report), cashFlow(report), benefits(report), gates(report), days(report),
            batches(report),
        ].compactMap(\.self).filter { !$0.tableRows.isEmpty }
    }

    private static func month(_ month: Month?) -> String { month?.text ?? "–" }

    private static func units(_ report: ProgressReport, _ cells: (ReportRow) -> [String]) -> [Row] {
        report.tops.flatMap { report.line(below: $0) }.filter { !$0.optedOut }.map {
            Row(style: $0.level.rawValue, first: "\($0.name) (\($0.code))", cells: cells($0))
        }
    }

    private static func since(_ report: ProgressReport) -> TableContent? {
        guard let since = report.since else { return nil }
        return TableContent(
            "Since \(since.day.text)",
            note:
                "What has changed, by the same plan; cash-releasing benefit that has come apart by what proves it. "
                + "What nobody has confirmed is not released.",
            heads: ["Unit"] + Since.Change.titles,
            rows: units(report) { row in
                since.change(of: row)?.values.map(\.shown) ?? Since.Change.titles.map { _ in "–" }
            })
    }

    private static func forecasts(_ report: ProgressReport) -> TableContent {
        TableContent(
            "When it will be done",
            note:
                "Drawn from the measured weeks: the month by which the last film is done with a chance of 50, "
                + "85 and 95 in a hundred, and the chance to keep to the plan’s end and to the limit of three years. "
                + "A dash means that there is no forecast.",
            heads: [
                "Unit", "Films left", "Missing", "Weekly films, median", "P50", "P85", "P95", "Chance, plan",
                "Chance, three years", "Slip (P50)",
            ],
            rows: units(report) { row in
                [
                    PageNumber.films(row.figures.remainingFilms), PageNumber.films(row.figures.missingFilms),
                    row.throughput.median.map { PageNumber.quotient($0, decimals: 1) } ?? "–",
                    month(row.forecast.p50), month(row.forecast.p85), month(row.forecast.p95),
                    row.forecast.probabilityWithinPlan.map(Answers.percent) ?? "–",
                    row.forecast.probabilityWithinLimit.map(Answers.percent) ?? "–",
                    row.slip?.text ?? "–",
                ]
            })
    }

    private static func cashFlow(_ report: ProgressReport) -> TableContent {
        TableContent(
            "Cash-flow",
            note:
                "Each month of the plan: what covers the LSP’s payment, alone and added up, as planned and with the "
                + "cash-releasing benefit as expected. Not confirmed is what follows the plan’s dates in a month that is "
                + "over and nobody has confirmed: it is in no expected sum. A planned balance below zero fails the "
                + "gate. A dash means that there is no forecast.",
            heads: [
                "Month", "Priming", "Local cash", "Cash-releasing", "LSP payment", "Balance", "Not confirmed",
                "Cash-releasing, expected (P50)", "Balance, expected (P50)", "Balance, expected (P85)",
            ],
            rows: report.clusters.flatMap { cluster in
                (report.cashFlows[cluster.code] ?? []).map { outlook in
                    let month = outlook.planned
                    let isShort = month.balance < .zero || (outlook.expected50?.balance ?? .zero) < .zero
                    return Row(
                        style: isShort ? "cluster" : "trust",
                        first: report.clusters.count > 1
                            ? "\(cluster.code) \(month.month.text)" : month.month.text,
                        cells: [
                            month.priming, month.localCash, month.savings, month.payment, month.balance,
                            outlook.unconfirmed,
                        ].map(\.text)
                            + [
                                outlook.expected50?.savings, outlook.expected50?.balance,
                                outlook.expected85?.balance,
                            ].map { $0?.text ?? "–" })
                }
            })
    }

    private static func benefits(_ report: ProgressReport) -> TableContent {
        TableContent(
            "When each benefit comes",
            note: "The month of the last film for a benefit per film, of the first sum for a monthly one.",
            heads: [
                "Benefit", "Class", "Planned for", "Expected (P50)", "(P85)", "Planned", "Realised",
                "Proven by",
            ],
            rows: report.benefits.map { line in
                Row(
                    style: "trust",
                    first: "\(line.trust) \(line.benefit)" + (line.owner.map { " – \($0)" } ?? ""),
                    cells: [
                        line.benefitClass.rawValue.replacing("_", with: "-"), month(line.plannedMonth),
                        month(line.expectedMonth50), month(line.expectedMonth85), line.planned.text,
                        line.realised.text, line.proof,
                    ])
            })
    }

    private static func gates(_ report: ProgressReport) -> TableContent {
        TableContent(
            "The plan’s gates",
            note:
                "In the programme’s order. Open means that something is not stated or signed yet; what passes at "
                + "nought is stated, and binds nobody.",
            heads: ["Gate", "Unit", "Result", "Comparison"],
            rows: report.gates.filter { !($0.name == .localAffordability && $0.passed && $0.nought == nil) }
                .map { gate in
                    Row(
                        style: gate.passed ? "trust" : "sha", first: "\(gate.name.step). \(gate.name.title)",
                        cells: [
                            gate.code, gate.status.rawValue + (gate.name.blocks ? "" : ", blocks nothing"),
                            gate.message,
                        ])
                })
    }

    private static func days(_ report: ProgressReport) -> TableContent {
        TableContent(
            "Contractor days", note: "Booked in the plan, and used up to the report’s day.",
            heads: ["Activity", "Planned", "Used"],
            rows: report.dayUse.map {
                Row(
                    style: "trust", first: $0.activity,
                    cells: [PageNumber.films($0.planned), PageNumber.films($0.used)])
            })
    }

    private static func batches(_ report: ProgressReport) -> TableContent {
        // Those that are not through yet: they are what a reader looks for.
        let lines = report.batches.filter { line in
            line.films[.verified] + line.films[.duplicate] != line.films.received || !line.isPlanned
        }
        return TableContent(
            "Batches that are not through",
            note:
                "Received = queued + in flight + held + rejected + duplicate + delivered + verified, batch by "
                + "batch. Batches with every film verified or duplicate are left out here.",
            heads: [
                "Batch", "Received", "Queued", "In flight", "Held", "Rejected", "Duplicate", "Delivered",
                "Verified",
            ],
            rows: lines.map { line in
                Row(
                    style: "trust",
                    first: "\(line.batch), \(line.trust)" + (line.isPlanned ? "" : ", not in the plan"),
                    cells: [PageNumber.films(line.films.received)]
                        + FilmState.allCases.map { PageNumber.films(line.films[$0]) })
            })
    }
}
