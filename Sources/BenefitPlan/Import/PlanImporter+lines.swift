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
                trust.code, isKept ? benefit : SameName.key(benefit), benefitClass.rawValue, trigger.rawValue,
                from?.description ?? "",
            ]
            if !seen.insert(key).inserted { repeated(benefit, "benefit", in: row) }
            switch trigger {
            case .perFilm: note(amount, "amount", .films(trust), in: row)
            case .storeEmpty, .goLive: note(amount, "amount", .months, in: row)
            case .month: note(amount, "amount", .once, in: row)
            }
            benefitRows.append(row)
            return BenefitLine(
                trust: trust, benefit: benefit, benefitClass: benefitClass, trigger: trigger, amount: amount,
                fromMonth: from, owner: owner, source: source)
        }
    }

    /// One benefit counts once: two lines of it that begin to pay in the same month are one, however that month is
    /// written.
    func checkStarts(of plan: Plan) {
        struct Start: Hashable {
            let trust: TrustID
            let benefit: String
            let benefitClass: BenefitClass
            let trigger: BenefitTrigger
            let month: Month
        }
        let lines = PlanLines(plan)
        let units = Dictionary(
            plan.trusts.compactMap { trust in
                plan.cluster(of: trust).map { (trust.id, (trust: trust, cluster: $0)) }
            }, uniquingKeysWith: { first, _ in first })
        var seen: [Start: (row: RowReader, written: Set<Month?>)] = [:]
        for (line, row) in zip(plan.benefits, benefitRows) {
            guard let unit = units[line.trust] else { continue }
            let planned = PlannedBenefit(
                line, trust: unit.trust, schedule: lines.schedule(of: line.trust),
                horizon: unit.cluster.horizon)
            guard let month = planned.firstPaid else { continue }
            let start = Start(
                trust: line.trust, benefit: SameName.key(line.benefit), benefitClass: line.benefitClass,
                trigger: line.trigger, month: month)
            guard let earlier = seen[start] else {
                seen[start] = (row, [line.fromMonth])
                continue
            }
            // The same text is a fault already.
            guard !earlier.written.contains(line.fromMonth) else { continue }
            seen[start]?.written.insert(line.fromMonth)
            row.fault(
                "from_month",
                "\(PlanFault.quoted(line.benefit)) begins to pay in \(month), as the line of row \(earlier.row.number) "
                    + "does, and each pound counts once",
                remedy: "keep one of the two rows, or give the later one the month in which it begins")
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
            if !seen.insert([trust.code, isKept ? activity.lowercased() : SameName.key(activity)]).inserted {
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
