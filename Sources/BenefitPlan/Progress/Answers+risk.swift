import FilmModel

/// What is at risk, and why?
extension Answers.Source {
    var atRisk: [String] {
        get throws(MoneyOverflow) { ended + [date] + slip + worst + notEmpty + missing + cash + stopped }
    }

    /// A schedule that has ended with films left says of none when it will come.
    private var ended: [String] {
        func text(_ row: ReportRow) -> String {
            "\(GateJudge.count(row.figures.remainingFilms, "film")) since "
                + (row.figures.schedule.lastMonth?.text ?? "")
        }
        var lines: [String] = []
        if row.hasOutlivedSchedule {
            lines.append(
                "The schedule ended in \(row.figures.schedule.lastMonth?.text ?? "") with "
                    + "\(GateJudge.count(row.figures.remainingFilms, "film")) left; no month is planned for them."
            )
        }
        let below =
            row.level == .trust
            ? []
            : trusts.filter(\.hasOutlivedSchedule)
                .sorted { ($1.figures.remainingFilms, $0.code) < ($0.figures.remainingFilms, $1.code) }
        if !below.isEmpty {
            lines.append("Schedules that have ended with films left: \(Self.list(below, text)).")
        }
        return lines
    }

    /// The forecast's months, and the chances of the plan's own end and of the programme's limit side by side.
    private var date: String {
        guard row.figures.remainingFilms > 0 || row.figures.plannedFilms == 0 else {
            return "All films are done."
        }
        guard let p50 = row.forecast.p50, let chance = row.forecast.probabilityWithinPlan else {
            return row.forecast.lack == .tooFar
                ? "At the measured pace the last film is done more than twenty years from now."
                : "No completion date can be forecast yet (\(row.forecast.note))."
        }
        let late = row.forecast.p85.map { ", by \($0.text) with 85 in a hundred" } ?? ""
        var text =
            "The last film is done by \(p50.text) with a chance of 50 in a hundred\(late). The chance to keep to "
        guard let plan, let limit = row.forecast.probabilityWithinLimit else {
            return text + "the plan's end is \(Answers.percent(chance))."
        }
        text +=
            plan.endMonth == plan.limitMonth
            ? "the plan's end, which is the limit of three years (\(plan.endMonth.text)), is "
                + "\(Answers.percent(chance))."
            : "the plan's end, \(plan.endMonth.text), is \(Answers.percent(chance)), and to the limit of three "
                + "years, \(plan.limitMonth.text), \(Answers.percent(limit))."
        return text
    }

    private var slip: [String] {
        let outlook = row.figures.outlook
        var lines: [String] = []
        // A unit without a date has no slip: what its Trusts with a forecast lose stands in their own rows.
        if row.forecast.p50 != nil, let slip50 = outlook.slip50, let slip85 = outlook.slip85 {
            let word = slip85 < .zero ? "The slip's cash effect" : "There is no slip: the cash effect"
            var line = "\(word) within the plan is \(slip50.text) (P50), \(slip85.text) (P85)"
            if let worth50 = outlook.slip50Discounted, let worth85 = outlook.slip85Discounted {
                line += "; at first-year worth \(worth50.text) and \(worth85.text)"
            }
            lines.append(line + ".")
        }
        if outlook.notForecast > .zero {
            let without = trusts.filter { $0.figures.plannedFilms > 0 && $0.forecast.p50Day == nil }
            let reasons = Forecast.Lack.reasons(without.map { ($0.code, $0.forecast) })
            lines.append(
                "\(outlook.notForecast.text) of planned benefit can't be forecast: "
                    + "\(reasons.joined(separator: "; ")).")
        }
        return lines
    }

    private var worst: [String] {
        let worst = trusts.compactMap { row in row.figures.outlook.slip50.map { (row: row, slip: $0) } }
            .filter { $0.slip < .zero }.sorted { ($0.slip, $0.row.code) < ($1.slip, $1.row.code) }.prefix(3)
        guard !worst.isEmpty, row.level != .trust else { return [] }
        let what =
            row.forecast.p50 == nil ? "Less than planned where there is a forecast (P50)" : "Most of it"
        let texts = worst.map { "\(Self.name($0.row)) \($0.slip.text), \(Self.reason($0.row))" }
        return ["\(what): \(texts.joined(separator: "; "))."]
    }

    private static func reason(_ row: ReportRow) -> String {
        if let index = row.schedulePerformanceIndex, index < 1, row.figures.remainingFilms > 0 {
            return "\(GateJudge.count(row.figures.dueFilms - row.figures.earnedFilms, "film")) behind"
        }
        return row.forecast.p50.map { "done by \($0.text)" } ?? "no forecast"
    }

    /// Stores of which as many films are settled as the plan has, with films that came and are open.
    private var notEmpty: [String] {
        let waiting = trusts.filter { $0.figures.openBeyondPlan > 0 }
            .sorted { ($1.figures.openDays.total, $0.code) < ($0.figures.openDays.total, $1.code) }
        guard !waiting.isEmpty else { return [] }
        let list = Self.list(waiting) { "\(GateJudge.count($0.figures.openDays.total, "film")) open" }
        return [
            "More films came than are planned, and stores are not empty while some are queued, in flight, held or "
                + "delivered: \(list)."
        ]
    }

    /// Films that were rejected, cancelled or lost never empty a store.
    private var missing: [String] {
        let missing = trusts.filter { $0.figures.missingFilms > 0 }
            .sorted { ($1.figures.missingFilms, $0.code) < ($0.figures.missingFilms, $1.code) }
        guard !missing.isEmpty else { return [] }
        let waiting = row.figures.waitingForMissing
        return [
            "\(GateJudge.count(row.figures.missingFilms, "film is", "films are")) missing (rejected, cancelled, or the "
                + "duplicate of a film that is not verified): "
                + "\(Self.list(missing) { PageNumber.films($0.figures.missingFilms) })."
                + (waiting > .zero
                    ? " \(waiting.text) a month of cash-releasing benefit waits for these stores to be empty."
                    : "")
        ]
    }

    /// The cash-flow with the benefit as expected, where it falls short and the planned one does not say so.
    private var cash: [String] {
        func short(_ way: KeyPath<CashOutlookMonth, CashOutlookMonth.Expected?>, _ word: String) -> String? {
            let months = cashFlow.compactMap { month in
                month[keyPath: way].map { (month: month.month, balance: $0.balance) }
            }
            guard let lowest = months.min(by: { $0.balance < $1.balance }), lowest.balance < .zero,
                let first = months.first(where: { $0.balance < .zero })
            else { return nil }
            return
                "With the benefit as expected (\(word)) the cash-flow is short from \(first.month.text), at most by "
                + "\(Pence(-lowest.balance.value).text) at the end of \(lowest.month.text)."
        }
        return [short(\.expected50, "P50") ?? short(\.expected85, "P85")].compactMap(\.self)
    }

    private var stopped: [String] {
        guard let films = row.figures.films, films[.held] + films[.rejected] > 0 else { return [] }
        return [
            "\(GateJudge.count(films[.held], "film waits", "films wait")) for a person, "
                + "\(GateJudge.count(films[.rejected], "is", "are")) rejected."
        ]
    }
}
