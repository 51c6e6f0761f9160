package import FilmModel

/// Progress and benefit against the plan, at a day: the one model behind every form of the report, so that
/// no two forms can differ.
package struct ProgressReport: Sendable {
    package let asOf: CalendarDay
    package let source: ReportSource
    package private(set) var clusters: [ReportRow]
    package private(set) var shas: [ReportRow]
    package private(set) var trusts: [ReportRow]
    /// They stand in ``trusts`` too, with nothing that counts.
    package private(set) var optedOut: [OptedOutTrust]
    package private(set) var notInPlan: [UnplannedTrust]
    package private(set) var benefits: [BenefitOutlook]
    package private(set) var batches: [BatchLine]
    package private(set) var dayUse: [ActivityDays]
    package let check: PlanCheck
    /// The gates of the units that the report has, and of those above them.
    package private(set) var gates: [Gate]
    package private(set) var answers: [Answers]
    /// The change since an earlier day, where one was asked for.
    package private(set) var since: Since?
    /// What a reader should know before relying on a figure.
    package let uncertain: [String]
    let plan: Plan
    let lines: PlanLines
    let progress: Progress
    private(set) var cashFlows: [String: [CashOutlookMonth]]
    /// The page over all Clusters; nil where there is one, or a part was asked for.
    package private(set) var overview: Overview?
    private let dated: [DatedBenefit]

    /// The Clusters, then the SHAs, then the Trusts, each in the plan's order.
    package var rows: [ReportRow] { clusters + shas + trusts }

    /// - Parameters:
    ///   - source: which plan, which data, and what is uncertain about them.
    ///   - signatures: of any version; only those for this plan count.
    ///   - known: Trusts that are registered for the migration.
    package init(
        plan: Plan, progress: Progress, source: ReportSource = ReportSource(),
        signatures: [PlanSignature] = [], known: Set<TrustID> = []
    ) throws(MoneyOverflow) {
        let lines = PlanLines(plan)
        let figures = try PlanFigures(plan, lines: lines, progress: progress)
        let asOf = progress.asOf
        self.asOf = asOf
        self.source = source
        self.plan = plan
        self.lines = lines
        self.progress = progress
        let horizons = Dictionary(plan.clusters.map { ($0.code, $0.horizon) }) { first, _ in first }
        let parents = Dictionary(plan.shas.map { ($0.code, $0.cluster) }) { first, _ in first }
        clusters = try Self.rows(plan.clusters) { cluster throws(MoneyOverflow) in
            try ReportRow(
                .cluster, code: cluster.code, name: cluster.name, parent: nil,
                figures: figures.clusters[cluster.code] ?? UnitFigures(),
                forecast: figures.forecast(.cluster, cluster.code),
                plan: cluster.horizon, asOf: asOf)
        }
        shas = try Self.rows(plan.shas) { sha throws(MoneyOverflow) in
            try ReportRow(
                .sha, code: sha.code, name: sha.name, parent: sha.cluster,
                figures: figures.shas[sha.code] ?? UnitFigures(), forecast: figures.forecast(.sha, sha.code),
                plan: horizons[sha.cluster] ?? asOf.month...asOf.month, asOf: asOf)
        }
        trusts = try Self.rows(plan.trusts) { trust throws(MoneyOverflow) in
            let cluster = parents[trust.sha]
            return try ReportRow(
                .trust, code: trust.id.code, name: trust.name, parent: trust.sha, optedOut: trust.optedOut,
                figures: figures.trusts[trust.id] ?? UnitFigures(),
                forecast: figures.forecast(.trust, trust.id.code),
                plan: cluster.flatMap { horizons[$0] } ?? asOf.month...asOf.month, asOf: asOf)
        }
        optedOut = plan.optedOutTrusts.map { trust in
            OptedOutTrust(
                trust: trust.id, name: trust.name, sha: trust.sha, filmsToMigrate: trust.filmsToMigrate,
                receivedFilms: progress.films[trust.id]?.received,
                verifiedFilms: progress.verifiedFilms(of: trust.id).total)
        }
        let planned = Set(plan.trusts.map(\.id))
        let counted = Set(progress.verified.keys).union(progress.films.filter { $0.value.received > 0 }.keys)
        notInPlan = counted.subtracting(planned).sorted().map { trust in
            UnplannedTrust(
                trust: trust, receivedFilms: progress.films[trust]?.received,
                verifiedFilms: progress.verifiedFilms(of: trust).total)
        }
        benefits = try BenefitOutlook.all(of: plan, lines: lines, figures: figures, progress: progress)
        batches = progress.batches.map { BatchLine($0, isPlanned: planned.contains($0.trust)) }
        dayUse = ActivityDays.all(of: plan, lines: lines, used: progress.daysUsed.filter { $0.day <= asOf })
        check = try PlanCheck(plan, signatures: signatures, known: known)
        gates = check.gates
        var cashFlows: [String: [CashOutlookMonth]] = [:]
        for cluster in plan.clusters {
            cashFlows[cluster.code] = try CashOutlookMonth.all(
                ClusterMoney(cluster, in: plan, lines: lines).cashFlow(),
                figures.clusters[cluster.code]?.outlook ?? CashOutlook(),
                figures.forecast(.cluster, cluster.code), asOf: asOf)
        }
        self.cashFlows = cashFlows
        dated = try DatedBenefit.all(
            of: plan, confirmations: progress.confirmations.values.flatMap(\.self), on: asOf)
        uncertain =
            source.remarks + Self.uncertainties(trusts: trusts, clusters: clusters)
            + check.found.filter { $0.file == .schedule }.map(\.text)
        answers = []
        for row in clusters { answers.append(try answers(of: row)) }
        overview = Overview(answers)
    }

    /// The five answers of one unit, with its own gates and those below it.
    private func answers(of row: ReportRow) throws(MoneyOverflow) -> Answers {
        let below = line(below: row)
        let trusts = below.filter { $0.level == .trust && !$0.optedOut }
        let codes = Set(trusts.map(\.code))
        return try Answers(
            Answers.Source(
                row: row, trusts: trusts, gates: Self.gates(check.gates, of: below),
                unplanned: row.level == .cluster ? notInPlan : [], plan: cluster(above: row),
                dated: dated.filter { codes.contains($0.line.trust.code) },
                cashFlow: row.level == .cluster ? cashFlows[row.code] ?? [] : []))
    }

    private static func rows<Unit>(
        _ units: [Unit], _ row: (Unit) throws(MoneyOverflow) -> ReportRow
    ) throws(MoneyOverflow) -> [ReportRow] {
        var rows: [ReportRow] = []
        for unit in units { rows.append(try row(unit)) }
        return rows
    }

    /// The gates that stand at these very units.
    private static func gates(_ gates: [Gate], of rows: [ReportRow]) -> [Gate] {
        let units = Set(rows.map { "\($0.level.rawValue) \($0.code)" })
        return gates.filter { units.contains("\($0.level.rawValue) \($0.code)") }
    }

    private static func uncertainties(trusts: [ReportRow], clusters: [ReportRow]) -> [String] {
        var remarks: [String] = []
        let without = trusts.filter {
            !$0.optedOut && $0.figures.plannedFilms > 0 && $0.forecast.p50Day == nil
        }
        if !without.isEmpty {
            let reasons = Forecast.Lack.reasons(without.map { ($0.code, $0.forecast) })
            remarks.append(
                "\(GateJudge.count(without.count, "Trust has", "Trusts have")) no forecast: "
                    + "\(reasons.joined(separator: "; ")). None of their coming benefit is expected, "
                    + "and the units above them have no date."
            )
        }
        if let forecast = clusters.first(where: { $0.forecast.p50Day != nil })?.forecast {
            remarks.append(
                "Forecasts take coming weeks to be like the measured ones (\(forecast.weeks) weeks, seed "
                    + "\(forecast.seed)); holidays, new scanners and new Trusts are not foreseen.")
        }
        remarks.append(
            "Sums from go-live and single sums follow the plan's dates: no film proves them.")
        return remarks
    }

    /// Adds what has changed since an earlier day's report of the same plan.
    package mutating func compare(since earlier: ProgressReport) throws(MoneyOverflow) {
        since = try Since(from: earlier, to: self)
    }

    /// The same report of one level, or of one unit and those below it; every figure stays what it is.
    package func limited(level: PlanLevel?, code: String?) throws(MoneyOverflow) -> ProgressReport {
        var report = self
        if let code {
            let line = Set(
                rows.filter { row in
                    row.code == code || row.parent == code
                        || shas.contains { $0.code == row.parent && $0.parent == code }
                }.map { "\($0.level.rawValue) \($0.code)" })
            func keep(_ rows: inout [ReportRow]) {
                rows = rows.filter { line.contains("\($0.level.rawValue) \($0.code)") }
            }
            keep(&report.clusters)
            keep(&report.shas)
            keep(&report.trusts)
            let trusts = Set(report.trusts.map(\.code))
            report.benefits = benefits.filter { trusts.contains($0.trust.code) }
            report.batches = batches.filter { trusts.contains($0.trust.code) }
            report.optedOut = optedOut.filter { trusts.contains($0.trust.code) }
            // Days by activity and the cash-flow are a Cluster's.
            report.dayUse = report.clusters.isEmpty ? [] : dayUse.filter { $0.cluster == code }
            report.cashFlows = cashFlows.filter { $0.key == code }
            if report.clusters.isEmpty { report.notInPlan = [] }
            if let row = rows.first(where: { $0.code == code }) {
                let parent = rows.filter { $0.code == row.parent && $0.level != .trust }
                let above = parent + clusters.filter { parent.map(\.parent).contains($0.code) }
                report.gates = Self.gates(check.gates, of: above + report.rows)
                report.answers = [try answers(of: row)]
                report.overview = nil
            }
        }
        if let level {
            if level != .cluster { report.clusters = [] }
            if level != .sha { report.shas = [] }
            if level != .trust { report.trusts = [] }
        }
        report.since = since?.limited(to: report.rows)
        return report
    }

    private func cluster(above row: ReportRow) -> Cluster? {
        let sha = row.level == .trust ? plan.shas.first { $0.code == row.parent } : nil
        let code = sha?.cluster ?? (row.level == .sha ? row.parent : row.code)
        return plan.clusters.first { $0.code == code }
    }

    /// The units that stand at the top: Clusters, or what a limited report begins with.
    var tops: [ReportRow] {
        if !clusters.isEmpty { return clusters }
        let below = Set(shas.map(\.code))
        return shas + trusts.filter { $0.parent.map { !below.contains($0) } ?? true }
    }

    /// A unit, then those below it, in the plan's order.
    func line(below row: ReportRow) -> [ReportRow] {
        switch row.level {
        case .cluster: [row] + shas.filter { $0.parent == row.code }.flatMap { line(below: $0) }
        case .sha: [row] + trusts.filter { $0.parent == row.code }
        case .trust: [row]
        }
    }

    /// A unit's code as the plan spells it, for one that a person types: capitals make no difference.
    package func code(typed: String) -> String? {
        (rows.first { $0.code == typed } ?? rows.first { $0.code.lowercased() == typed.lowercased() })?.code
    }

    package func row(_ level: PlanLevel, _ code: String) -> ReportRow? {
        rows.first { $0.level == level && $0.code == code }
    }
}
