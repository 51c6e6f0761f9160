import FilmModel

/// Explains what a report has beside its units' figures, by keys behind a unit's code:
/// `NW.gate.affordability.left`, `NW.cash_flow.2026-03.balance`, `RXA.benefit.2.realised` (the second of the
/// Trust's lines in `benefits.csv`), `NW.days.survey.used`.
struct PartExplainer {
    typealias Input = Explanation.Input

    let report: ProgressReport

    var all: [Explanation] { gates + cashFlow + benefits + days }

    // MARK: Benefit lines and days

    private var benefits: [Explanation] {
        var numbers: [TrustID: Int] = [:]
        return report.benefits.flatMap { line -> [Explanation] in
            let number = (numbers[line.trust] ?? 0) + 1
            numbers[line.trust] = number
            let trust = line.trust.code
            let amount = report.lines.benefit(number, of: line.trust).map {
                Input(
                    name: "amount", value: .money($0.amount), source: "benefits.csv, \(trust) \(line.benefit)"
                )
            }
            let verified = Input(
                name: "verified_films", value: .optional(report.row(.trust, trust)?.verifiedFilms),
                source: "report explain \(trust).verified_films")
            let forecast = Input(
                name: "forecast_p50", value: .optional(report.row(.trust, trust)?.forecast.p50),
                source: "report explain \(trust).forecast_p50")
            func explanation(
                _ key: String, _ word: String, _ value: Pence, _ formula: String, _ inputs: [Input]
            ) -> Explanation {
                Explanation(
                    figure: "benefit.\(number).\(key)", level: .trust, code: trust,
                    title: "\(line.benefit), \(word)",
                    meaning:
                        "A \(line.benefitClass.rawValue) benefit, triggered by \(line.trigger.rawValue).",
                    value: .money(value), formula: formula, inputs: [amount].compactMap(\.self) + inputs)
            }
            let ends = "up to the plan's end, and what is realised by now"
            // No film moves a benefit by the plan's dates.
            let isByFilms = line.trigger.isProvenByFilms
            let dated = [
                Input(
                    name: "planned_month", value: .optional(line.plannedMonth),
                    source: "benefits.csv, \(trust) \(line.benefit), and trusts.csv"),
                Input(name: "confirmed", value: .money(line.confirmed), source: "plan confirm"),
            ]
            let inputs = isByFilms ? [verified, forecast] : dated
            func expected(_ day: String) -> String {
                isByFilms ? "by the \(day) day, \(ends)" : "by the plan's dates, \(ends)"
            }
            return [
                explanation("planned", "planned", line.planned, Self.planned(line.trigger), []),
                explanation(
                    "realised", "realised", line.realised, Self.realised(line.trigger),
                    line.trigger.isProvenByFilms ? [verified] : dated),
                explanation(
                    "expected_p50", "expected (P50)", line.expected50, expected("P50"), inputs),
                explanation(
                    "expected_p85", "expected (P85)", line.expected85, expected("P85"), inputs),
            ]
        }
    }

    private static func planned(_ trigger: BenefitTrigger) -> String {
        switch trigger {
        case .perFilm: "amount × films scheduled in the plan's months, from from_month on"
        case .storeEmpty:
            "amount × the plan's months from the one in which the schedule empties the store, or from from_month"
        case .goLive: "amount × the plan's months from go-live"
        case .month: "amount, once, where from_month is one of the plan's"
        }
    }

    private static func realised(_ trigger: BenefitTrigger) -> String {
        switch trigger {
        case .perFilm: "amount × verified_films, from from_month on"
        case .storeEmpty: "amount × the months from the one in which the store was emptied"
        case .goLive: "amount × the months from go-live, by the plan's dates"
        case .month: "amount, once from_month has come"
        }
    }

    private var days: [Explanation] {
        report.dayUse.flatMap { line -> [Explanation] in
            let shas = Set(report.plan.shas.filter { $0.cluster == line.cluster }.map(\.code))
            let trusts = Set(report.plan.participatingTrusts.filter { shas.contains($0.sha) }.map(\.id))
            let booked = report.plan.days.filter {
                trusts.contains($0.trust) && SameName.key($0.activity) == SameName.key(line.activity)
            }
            func explanation(_ key: String, _ value: Int, _ formula: String, _ inputs: [Input]) -> Explanation
            {
                Explanation(
                    figure: "days.\(line.activity).\(key)", level: .cluster, code: line.cluster,
                    title: "\(line.activity), days \(key)",
                    meaning: "Contractor days of the participating Trusts for this activity.",
                    value: .count(value), formula: formula, inputs: inputs)
            }
            return [
                explanation(
                    "planned", line.planned, "the sum of days",
                    booked.map {
                        Input(
                            name: $0.trust.code, value: .count($0.days),
                            source: "days.csv, \($0.trust) \($0.activity)")
                    }),
                explanation(
                    "used", line.used, "the sum of days used up to the day",
                    [Input(name: "days used", value: .count(line.used), source: "plan days")]),
            ]
        }
    }
}
