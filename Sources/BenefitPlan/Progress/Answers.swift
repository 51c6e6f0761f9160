import FilmModel

/// The first page: what a finance lead asks, in that order, and nothing else.
package struct Answers: Sendable, Hashable {
    package let cluster: String
    package let name: String
    /// Question and answer, each answer a few sentences made of the report's own figures.
    package let onPlan: [String]
    package let released: [String]
    package let atRisk: [String]
    package let yearEnd: [String]
    package let decide: [String]

    package var all: [(question: String, lines: [String])] {
        [
            ("Are we on plan?", onPlan), ("What has been released?", released),
            ("What is at risk, and why?", atRisk), ("What will it be at the year's end?", yearEnd),
            ("What must I decide?", decide),
        ]
    }

    init(
        _ row: ReportRow, trusts: [ReportRow], gates: [Gate], unplanned: [UnplannedTrust],
        plan: Cluster?
    ) throws(MoneyOverflow) {
        cluster = row.code
        name = row.name
        let taking = trusts.filter { !$0.optedOut }
        onPlan = Self.onPlan(row)
        released = Self.released(row)
        atRisk = try Self.atRisk(row, taking, plan)
        yearEnd = try Self.yearEnd(row)
        decide = Self.decide(row, taking, gates, unplanned, plan)
    }

    private static func onPlan(_ row: ReportRow) -> [String] {
        let due = row.figures.dueFilms
        let verified = PageNumber.films(row.verifiedFilms)
        guard due > 0 else {
            return [
                "No film is due yet; \(verified) of \(PageNumber.films(row.figures.plannedFilms)) are verified."
            ]
        }
        let earned = row.figures.earnedFilms
        let difference = earned - due
        let verdict = difference == 0 ? "Yes, exactly" : difference > 0 ? "Yes, ahead" : "No, behind"
        var lines = [
            "\(verdict): \(PageNumber.films(earned)) films are verified of \(PageNumber.films(due)) due by now "
                + "(index \(UnitContent.index(of: row))), of \(PageNumber.films(row.figures.plannedFilms)) in all."
        ]
        if let earned = row.earnedScheduleMonths {
            lines.append(
                "That is worth \(PageNumber.quotient(earned, decimals: 1)) months of the plan, of "
                    + "\(PageNumber.quotient(row.monthsElapsed, decimals: 1)) months gone by.")
        }
        if row.figures.surplusFilms > 0 {
            lines.append(
                "\(GateJudge.count(row.figures.surplusFilms, "more film is", "more films are")) verified than the "
                    + "plan has, and in no index.")
        }
        return lines
    }

    private static func released(_ row: ReportRow) -> [String] {
        let figures = row.figures
        let outside = figures.outlook.outside
        let beyond = outside == .zero ? [] : ["\(outside.text) of it came outside the plan's months."]
        return [
            "\(figures.realised.cashReleasing.text) of cash-releasing benefit, of "
                + "\(figures.plannedToDate.cashReleasing.text) planned by now and "
                + "\(figures.planned.cashReleasing.text) in all."
        ] + beyond + [
            "Apart from cash, and in no sum with it: \(figures.realised.nonCash.text) non-cash, "
                + "\(figures.realised.societal.text) societal."
        ]
    }

    private static func atRisk(
        _ row: ReportRow, _ trusts: [ReportRow], _ plan: Cluster?
    ) throws(MoneyOverflow) -> [String] {
        var lines: [String] = []
        let outlook = row.figures.outlook
        if let chance = row.forecast.probabilityWithinPlan, let p50 = row.forecast.p50 {
            let late = row.forecast.p85.map { ", by \($0.text) with 85 in a hundred" } ?? ""
            lines.append(
                row.figures.remainingFilms == 0
                    ? "All films are done."
                    : "The last film is done by \(p50.text) with a chance of 50 in a hundred\(late). The chance "
                        + "to keep to the plan's end\(plan.map { ", \($0.endMonth.text)," } ?? "") is "
                        + "\(percent(chance)).")
        } else {
            lines.append("When it will end can't be said yet (\(row.forecast.note)).")
        }
        if let slip50 = outlook.slip50, let slip85 = outlook.slip85 {
            let word = slip85 < .zero ? "The slip's cash effect" : "There is no slip: the cash effect"
            var line = "\(word) within the plan is \(slip50.text) (P50), \(slip85.text) (P85)"
            if let worth50 = outlook.slip50Discounted, let worth85 = outlook.slip85Discounted {
                line += "; at first-year worth \(worth50.text) and \(worth85.text)"
            }
            lines.append(line + ".")
        }
        if outlook.notForecast > .zero {
            lines.append(
                "\(outlook.notForecast.text) of planned benefit can't be forecast: "
                    + "\(GateJudge.count(outlook.trusts - outlook.forecastTrusts, "Trust has", "Trusts have")) too "
                    + "little history.")
        }
        let worst = trusts.compactMap { row in row.figures.outlook.slip50.map { (row: row, slip: $0) } }
            .filter { $0.slip < .zero }.sorted { ($0.slip, $0.row.code) < ($1.slip, $1.row.code) }.prefix(3)
        if !worst.isEmpty {
            lines.append(
                "Most of it: "
                    + worst.map { "\($0.row.name) (\($0.row.code)) \($0.slip.text), \(reason($0.row))" }
                    .joined(separator: "; ") + ".")
        }
        if let films = row.figures.films, films[.held] + films[.rejected] > 0 {
            lines.append(
                "\(GateJudge.count(films[.held], "film waits", "films wait")) for a person, "
                    + "\(GateJudge.count(films[.rejected], "is", "are")) rejected.")
        }
        return lines
    }

    private static func reason(_ row: ReportRow) -> String {
        if let index = row.schedulePerformanceIndex, index < 1 {
            let behind = GateJudge.count(row.figures.dueFilms - row.verifiedFilms, "film")
            return "\(behind) behind"
        }
        return row.forecast.p50.map { "done by \($0.text)" } ?? "no forecast"
    }

    private static func yearEnd(_ row: ReportRow) throws(MoneyOverflow) -> [String] {
        let difference = try row.expectedAtYearEnd50 - row.plannedAtYearEnd
        let state =
            difference == .zero
            ? "as planned"
            : difference < .zero ? "\(try (Pence.zero - difference).text) less" : "\(difference.text) more"
        var lines = [
            "By \(row.yearEnd.text): \(row.expectedAtYearEnd50.text) of cash-releasing benefit expected "
                + "(cautiously \(row.expectedAtYearEnd85.text)), of \(row.plannedAtYearEnd.text) planned: \(state)."
        ]
        let outlook = row.figures.outlook
        if outlook.forecastTrusts < outlook.trusts {
            lines.append(
                "For \(GateJudge.count(outlook.trusts - outlook.forecastTrusts, "Trust")) without a forecast, only "
                    + "what the plan dates is counted.")
        }
        return lines
    }

    private static func decide(
        _ row: ReportRow, _ trusts: [ReportRow], _ gates: [Gate], _ unplanned: [UnplannedTrust],
        _ plan: Cluster?
    ) -> [String] {
        var lines: [String] = []
        let failed = gates.filter { $0.status == .failed }.map(\.name.title)
        if !failed.isEmpty {
            lines.append(
                "The plan fails: \(GateJudge.list(unique(failed))). Change it, or accept it in writing.")
        }
        let unsigned = gates.filter { $0.name == .signOff && !$0.passed }.count
        if unsigned > 0 {
            lines.append(
                "\(GateJudge.count(unsigned, "signature is", "signatures are")) missing under this plan.")
        }
        if let chance = row.forecast.probabilityWithinPlan, chance < 0.85, row.figures.remainingFilms > 0 {
            let weeks =
                plan.map { CalendarDay(endOf: $0.endMonth).number }
                .map { max(1, ($0 - row.asOf.number) / 7) } ?? 1
            let needed = (row.figures.remainingFilms + weeks - 1) / weeks
            // Of the Trusts that have films left: what others have done will not be done again.
            let open = trusts.filter { $0.figures.remainingFilms > 0 }
            let mean = open.reduce(0) { $0 + ($1.throughput.mean ?? 0) }
            lines.append(
                "More capacity, or a later end: \(PageNumber.films(needed)) films a week are needed, "
                    + "\(PageNumber.films(Int(mean.rounded()))) are measured"
                    + " at \(GateJudge.list(open.map(\.code))).")
        }
        if let held = row.figures.films?[.held], held > 0 {
            lines.append(
                "\(GateJudge.count(held, "held film needs", "held films need")) a decision at review.")
        }
        if row.figures.daysUsed > row.figures.daysPlanned {
            lines.append(
                "\(row.figures.daysUsed - row.figures.daysPlanned) contractor days more than booked are used."
            )
        }
        let strangers = unplanned.reduce(0) { $0 + ($1.receivedFilms ?? $1.verifiedFilms) }
        if strangers > 0 {
            lines.append(
                "\(PageNumber.films(strangers)) films came from Trusts that no plan has: "
                    + "\(GateJudge.list(unplanned.map(\.trust.code))).")
        }
        let extra = trusts.filter { $0.figures.unexpectedFilms > 0 }
        if !extra.isEmpty {
            lines.append(
                "More films came than planned from \(GateJudge.list(extra.map(\.code))): enlarge the plan, or stop."
            )
        }
        return lines.isEmpty ? ["Nothing now."] : lines
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// `87 %`; never a certainty that the draws don't give.
    static func percent(_ share: Double) -> String {
        let hundredths = Int((share * 100).rounded())
        if hundredths == 0, share > 0 { return "less than 1 %" }
        if hundredths == 100, share < 1 { return "more than 99 %" }
        return "\(hundredths) %"
    }
}

extension Answers: Encodable {
    enum CodingKeys: String, CodingKey {
        case cluster, released, decide
        case onPlan = "on_plan"
        case atRisk = "at_risk"
        case yearEnd = "year_end"
    }
}
