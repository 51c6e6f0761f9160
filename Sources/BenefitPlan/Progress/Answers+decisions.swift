import FilmModel

/// What must I decide?
extension Answers.Source {
    var decide: [String] {
        get throws(MoneyOverflow) {
            let lines = plans + confirmations + [capacity].compactMap(\.self) + films
            return lines.isEmpty ? ["Nothing now."] : lines
        }
    }

    /// Gates that block nothing say nothing against the plan, and are named apart.
    private var plans: [String] {
        var lines: [String] = []
        func titles(_ gates: [Gate]) -> String {
            var seen: Set<String> = []
            return GateJudge.list(gates.map(\.name.title).filter { seen.insert($0).inserted })
        }
        let failed = gates.filter { $0.status == .failed && $0.name.blocks }
        if !failed.isEmpty {
            lines.append("The plan fails: \(titles(failed)). Change it, or accept it in writing.")
        }
        let open = gates.filter { $0.status == .open && $0.name.blocks && $0.name != .signOff }
        if !open.isEmpty { lines.append("Not stated yet: \(titles(open)).") }
        let unsigned = gates.filter { $0.name == .signOff && !$0.passed }.count
        if unsigned > 0 {
            lines.append(
                "\(GateJudge.count(unsigned, "signature is", "signatures are")) missing under this plan.")
        }
        let nought = gates.filter { $0.nought != nil }.map {
            "\($0.name.title) at \($0.code) (\($0.nought ?? ""))"
        }
        if !nought.isEmpty {
            lines.append("Passed at nought, which binds nobody: \(GateJudge.list(nought, separator: "; ")).")
        }
        let aside = gates.filter { $0.status == .failed && !$0.name.blocks }
        if !aside.isEmpty {
            let units = aside.map { "\($0.name.title) at \($0.code)" }
            lines.append("To look at, though it blocks nothing: \(GateJudge.list(units)).")
        }
        if row.hasOutlivedSchedule || trusts.contains(where: \.hasOutlivedSchedule) {
            lines.append("New months for the films whose schedule has ended.")
        }
        return lines
    }

    private var confirmations: [String] {
        let waiting = dated.filter { $0.line.benefitClass == .cashReleasing && $0.unconfirmed > .zero }
        guard !waiting.isEmpty else { return [] }
        let lines = waiting.map { "\($0.line.benefit) (\($0.line.trust)) \($0.unconfirmed.text)" }
        return [
            "A named person's word for benefit by the plan's dates (plan confirm): "
                + "\(GateJudge.list(lines, most: 3, separator: "; "))."
        ]
    }

    private var capacity: String? {
        guard let chance = row.forecast.probabilityWithinPlan, chance < 0.85, row.figures.remainingFilms > 0
        else {
            return nil
        }
        let weeks =
            plan.map { CalendarDay(endOf: $0.endMonth).number }.map { max(1, ($0 - row.asOf.number) / 7) }
            ?? 1
        let needed = (row.figures.remainingFilms + weeks - 1) / weeks
        // Of the Trusts that have films left: what others have done will not be done again.
        let open = trusts.filter { $0.figures.remainingFilms > 0 }
        let mean = open.reduce(0) { $0 + ($1.throughput.mean ?? 0) }
        return
            "More capacity, or a later end: \(GateJudge.count(needed, "film a week is", "films a week are")) needed, "
            + "\(GateJudge.count(Int(mean.rounded()), "is", "are")) measured at \(GateJudge.list(open.map(\.code)))."
    }

    private var films: [String] {
        var lines: [String] = []
        if let held = row.figures.films?[.held], held > 0 {
            lines.append(
                "\(GateJudge.count(held, "held film needs", "held films need")) a decision at review.")
        }
        if row.figures.missingFilms > 0 {
            lines.append(
                "\(GateJudge.count(row.figures.missingFilms, "missing film", "missing films")) to be scanned again, or "
                    + "to be taken out of the plan.")
        }
        if row.figures.daysUsed > row.figures.daysPlanned {
            lines.append(
                "\(GateJudge.count(row.figures.daysUsed - row.figures.daysPlanned, "contractor day", "contractor days")) "
                    + "more than booked \(row.figures.daysUsed - row.figures.daysPlanned == 1 ? "is" : "are") used."
            )
        }
        let strangers = unplanned.reduce(0) { $0 + ($1.receivedFilms ?? $1.verifiedFilms) }
        if strangers > 0 {
            lines.append(
                "\(GateJudge.count(strangers, "film")) came from Trusts that no plan has: "
                    + "\(GateJudge.list(unplanned.map(\.trust.code))).")
        }
        let extra = trusts.filter { $0.figures.unexpectedFilms > 0 }
        if !extra.isEmpty {
            lines.append(
                "More films came than planned from \(GateJudge.list(extra.map(\.code))): enlarge the plan, or stop."
            )
        }
        return lines
    }
}
