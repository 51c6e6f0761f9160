import FilmModel

/// Makes explanations from the report's own model.
struct Explainer {
    typealias Input = Explanation.Input

    let report: ProgressReport
    let row: ReportRow

    func explain(_ figure: Figure) -> Explanation {
        let (formula, inputs) = origin(figure)
        return Explanation(
            figure: figure.key, level: row.level, code: row.code, title: figure.title,
            meaning: figure.meaning,
            value: figure.value(row), formula: formula, inputs: inputs)
    }

    private func origin(_ figure: Figure) -> (String, [Input]) {
        switch figure.kind {
        case .identity: return ("as the plan has it", [planned("the unit's row", figure.value(row))])
        case .ratio(let upper, let lower): return ("\(upper) / \(lower)", figures([upper, lower]))
        case .difference(let left, let right): return ("\(left) − \(right)", figures([left, right]))
        case .sum where row.level != .trust: return sum(figure)
        case .sum: return row.optedOut ? ("0: the Trust has opted out", []) : trust(figure)
        case .own: return own(figure)
        }
    }

    private var file: String {
        switch row.level {
        case .cluster: "clusters.csv"
        case .sha: "shas.csv"
        case .trust: "trusts.csv"
        }
    }

    func planned(_ name: String, _ value: FigureValue) -> Input {
        Input(name: name, value: value, source: "\(file), \(row.code)")
    }

    func figures(_ keys: [String]) -> [Input] {
        keys.compactMap(Figure.named).map {
            Input(name: $0.key, value: $0.value(row), source: "report explain \(row.code).\($0.key)")
        }
    }

    /// The units below, with what each brings.
    private func sum(_ figure: Figure) -> (String, [Input]) {
        let below = row.level == .cluster ? report.shas : report.trusts
        let parts = below.filter { $0.parent == row.code && !$0.optedOut }
        let word = row.level == .cluster ? "SHAs" : "participating Trusts"
        return (
            "the sum of the \(word)",
            parts.map {
                Input(
                    name: "\($0.level.text) \($0.code)", value: figure.value($0),
                    source: "report explain \($0.code).\(figure.key)")
            }
        )
    }

    private func own(_ figure: Figure) -> (String, [Input]) {
        let measured = Input(
            name: "measured weeks", value: .count(row.throughput.weeks.count), source: "the ledger's history")
        switch figure.key {
        case "earned_schedule_months":
            return (
                "ES = N + (EV − PV(N)) / (PV(N+1) − PV(N)), N the last month whose films added up are earned",
                figures(["earned_films"])
                    + row.months.prefix(600).map {
                        Input(
                            name: "planned by the end of \($0.month)",
                            value: .count(row.figures.creditedSchedule.cumulative(through: $0.month)),
                            source: "schedule.csv")
                    }
            )
        case "months_elapsed":
            return (
                "months from the plan's first to the day's, plus the days of its month over that month's length",
                [
                    Input(name: "as of", value: .day(report.asOf), source: "--as-of, or today"),
                    Input(
                        name: "done on", value: .optional(row.forecast.doneOn), source: "the ledger's history"
                    ),
                ]
            )
        case _ where row.level != .trust:
            return (
                "\(row.forecast.note); in each draw the last Trust's end; seed \(row.forecast.seed)",
                report.line(below: row).filter { $0.level == .trust && !$0.optedOut }.map {
                    Input(
                        name: "\($0.level.text) \($0.code)", value: figure.value($0),
                        source: "report explain \($0.code).\(figure.key)")
                }
            )
        default:
            return (
                "\(row.forecast.note); seed \(row.forecast.seed)",
                figures(["remaining_films"]) + [measured]
                    + row.throughput.weeks.suffix(260).map {
                        Input(
                            name: "week of \($0.monday)", value: .count($0.films),
                            source: "the ledger's history")
                    }
            )
        }
    }
}
