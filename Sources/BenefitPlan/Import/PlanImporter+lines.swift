import FilmModel

/// The lines that hang on the three levels.
extension PlanImporter {
    func readSchedule(_ rows: [RowReader]) -> [ScheduleLine] {
        var seen: Set<[String]> = []
        return rows.compactMap { row in
            let trust = knownTrust(in: row)
            let month = row.month("month")
            let films = row.count("planned_films")
            guard let trust, let month, let films else { return nil }
            if !seen.insert([trust.code, month.description]).inserted {
                repeated("\(trust) \(month)", "month", in: row)
            }
            return ScheduleLine(trust: trust, month: month, plannedFilms: films)
        }
    }

    mutating func readBenefits(_ rows: [RowReader]) -> [BenefitLine] {
        var seen: Set<[String]> = []
        return rows.compactMap { row in
            let trust = knownTrust(in: row)
            let benefit = row.text("benefit")
            let benefitClass = row.choice("class", of: BenefitClass.self)
            let trigger = row.choice("trigger", of: BenefitTrigger.self)
            let amount = row.amount("amount")
            let from = row.optionalMonth("from_month")
            let owner = row.optionalText("owner")
            let source = row.optionalText("source", most: PlainLine.longestReason)
            if row.isEmpty("from_month") { checkStart(of: trigger, for: trust, in: row) }
            guard let trust, let benefit, let benefitClass, let trigger, let amount else { return nil }
            let key = [
                trust.code, isKept ? benefit : benefit.lowercased(), benefitClass.rawValue, trigger.rawValue,
                from?.description ?? "",
            ]
            if !seen.insert(key).inserted { repeated(benefit, "benefit", in: row) }
            switch trigger {
            case .perFilm: note(amount, "amount", .films(trust), in: row)
            case .storeEmpty, .goLive: note(amount, "amount", .months, in: row)
            case .month: note(amount, "amount", .once, in: row)
            }
            return BenefitLine(
                trust: trust, benefit: benefit, benefitClass: benefitClass, trigger: trigger, amount: amount,
                fromMonth: from, owner: owner, source: source)
        }
    }

    /// A line without `from_month` must start by something else.
    private func checkStart(of trigger: BenefitTrigger?, for trust: TrustID?, in row: RowReader) {
        switch trigger {
        case .month:
            row.fault("from_month", "the cell is empty", remedy: "say in which month the sum falls")
        case .goLive:
            guard let trust, !trustsWithGoLive.contains(trust) else { return }
            row.fault(
                "from_month", "neither the line nor the Trust has a go-live month",
                remedy: "fill in from_month here, or go_live_month in trusts.csv")
        case .perFilm, .storeEmpty, nil: return
        }
    }

    mutating func readCash(_ rows: [RowReader]) -> [CashLine] {
        var seen: Set<CashLine> = []
        return rows.compactMap { row in
            let level = row.choice("level", of: PlanLevel.self)
            let code = row.text("code")
            if let level, let code { checkCode(code, at: level, in: row) }
            let month = row.month("month")
            let kind = row.choice("kind", of: CashKind.self)
            let amount = row.amount("amount")
            guard let level, let code, let month, let kind, let amount else { return nil }
            let line = CashLine(
                level: level, code: spelling(of: code, at: level), month: month, kind: kind, amount: amount)
            if !seen.insert(line).inserted {
                row.fault(
                    nil, "the same line stands in an earlier row too, and each pound counts once",
                    remedy: "keep one of the rows; two equal sums of one month go into one row, added up")
            }
            note(amount, "amount", .once, in: row)
            return line
        }
    }

    private func checkCode(_ code: String, at level: PlanLevel, in row: RowReader) {
        switch level {
        case .cluster:
            if !clusterCodes.contains(code) { unknown(code, "code", file: .clusters, in: row) }
        case .sha:
            if !shaCodes.contains(code) { unknown(code, "code", file: .shas, in: row) }
        case .trust:
            guard let trust = row.trustID("code"), !trustCodes.contains(trust) else { return }
            unknown(code, "code", file: .trusts, in: row)
        }
    }

    /// A code as the file of its level has it.
    private func spelling(of code: String, at level: PlanLevel) -> String {
        switch level {
        case .cluster: clusterCodes.spelling(of: code)
        case .sha: shaCodes.spelling(of: code)
        case .trust: TrustID(code)?.code ?? code
        }
    }

    func readDays(_ rows: [RowReader]) -> [DayLine] {
        var seen: Set<[String]> = []
        return rows.compactMap { row in
            let trust = knownTrust(in: row)
            let activity = row.text("activity")
            let days = row.count("days", in: 0...100_000)
            guard let trust, let activity, let days else { return nil }
            if !seen.insert([trust.code, activity.lowercased()]).inserted {
                repeated("\(trust) \(activity)", "activity", in: row)
            }
            return DayLine(trust: trust, activity: activity, days: days)
        }
    }

    func readTeams(_ rows: [RowReader]) -> [TeamLine] {
        rows.compactMap { row in
            let level = row.choice("level", of: PlanLevel.self)
            let code = row.text("code")
            if let level, let code { checkCode(code, at: level, in: row) }
            let role = row.text("role")
            let name = row.text("name")
            guard let level, let code, let role, let name else { return nil }
            return TeamLine(level: level, code: spelling(of: code, at: level), role: role, name: name)
        }
    }

    /// The row's Trust, if `trusts.csv` has it.
    private func knownTrust(in row: RowReader) -> TrustID? {
        guard let trust = row.trustID("trust") else { return nil }
        guard trustCodes.contains(trust) else {
            unknown(trust.code, "trust", file: .trusts, in: row)
            return nil
        }
        return trust
    }
}
