package import FilmModel

/// What a plan would be if some of it were otherwise.
package struct Scenario: Sendable, Hashable {
    /// Trusts that opt out.
    package var optOuts: [TrustID] = []
    /// Months by which a Trust's go-live, its schedule and its dated benefits slip.
    package var slips: [TrustID: Int] = [:]
    /// The bureaus' rate in percent of today's: of a Trust, or of all (nil).
    package var rates: [TrustID?: Int] = [:]
    /// Pence by which a Cluster's national priming changes.
    package var priming: [String: Pence] = [:]

    package init() {}

    package var isEmpty: Bool { optOuts.isEmpty && slips.isEmpty && rates.isEmpty && priming.isEmpty }

    func rate(of trust: TrustID) -> Int { rates[trust] ?? rates[nil] ?? 100 }

    /// The plan with all that applied.
    package func applied(to plan: Plan) throws(MoneyOverflow) -> Plan {
        var plan = plan
        for index in plan.trusts.indices {
            let id = plan.trusts[index].id
            if optOuts.contains(id) { plan.trusts[index].optedOut = true }
            if let months = slips[id] {
                plan.trusts[index].goLiveMonth = plan.trusts[index].goLiveMonth?.advanced(by: months)
            }
        }
        for index in plan.benefits.indices {
            // A single sum has its own date; what follows go-live or the store goes with the Trust.
            guard let months = slips[plan.benefits[index].trust], plan.benefits[index].trigger != .month
            else { continue }
            plan.benefits[index].fromMonth = plan.benefits[index].fromMonth?.advanced(by: months)
        }
        plan.schedule = plan.schedule.map { line in
            var line = line
            line.month = line.month.advanced(by: slips[line.trust] ?? 0)
            return line
        }
        for trust in plan.trusts where rate(of: trust.id) != 100 {
            stretch(&plan, trust.id, rate(of: trust.id))
        }
        for (code, change) in priming.sorted(by: { $0.key < $1.key }) {
            try prime(&plan, code, change)
        }
        return plan
    }

    /// Each month brings the rate's share of its films, rounded down; what is left over goes on at the pace of
    /// the last month, until none is left.
    private func stretch(_ plan: inout Plan, _ trust: TrustID, _ percent: Int) {
        let lines = plan.schedule.filter { $0.trust == trust }.sorted { $0.month < $1.month }
        guard let last = lines.last(where: { $0.plannedFilms > 0 }) else { return }
        var left = lines.reduce(0) { $0 + $1.plannedFilms }
        var films: [ScheduleLine] = []
        func add(_ month: Month, _ planned: Int) {
            let (whole, rest) = planned.quotientAndRemainder(dividingBy: 100)
            let count = min(left, whole * percent + rest * percent / 100)
            left -= count
            films.append(ScheduleLine(trust: trust, month: month, plannedFilms: count))
        }
        for line in lines where line.month <= last.month { add(line.month, line.plannedFilms) }
        let pace = max(1, last.plannedFilms * percent / 100)
        var month = last.month
        // A hundred years are enough to show that a rate is none.
        while left > 0, last.month.distance(to: month) < 1_200 {
            month = month.advanced(by: 1)
            let count = min(left, pace)
            left -= count
            films.append(ScheduleLine(trust: trust, month: month, plannedFilms: count))
        }
        plan.schedule = plan.schedule.filter { $0.trust != trust } + films
    }

    /// The Cluster's own lines of priming in the plan's months, the last first: those alone count in a gate.
    private static func priming(of cluster: Cluster, in plan: Plan) -> [Int] {
        plan.cash.indices.filter {
            plan.cash[$0].level == .cluster && plan.cash[$0].code == cluster.code
                && plan.cash[$0].kind == .nationalPriming && cluster.horizon.contains(plan.cash[$0].month)
        }.sorted { plan.cash[$0].month > plan.cash[$1].month }
    }

    /// The priming that a Cluster has itself in the plan's months: no more can be taken away.
    package static func primingTotal(of cluster: Cluster, in plan: Plan) throws(MoneyOverflow) -> Pence {
        try Pence.sum(priming(of: cluster, in: plan).map { plan.cash[$0].amount })
    }

    /// In which month each change of priming is assumed.
    func assumptions(for plan: Plan) -> [String] {
        priming.sorted { $0.key < $1.key }.compactMap { code, change in
            guard let cluster = plan.clusters.first(where: { $0.code == code }) else { return nil }
            let own = Self.priming(of: cluster, in: plan)
            let last = own.first.map { plan.cash[$0].month } ?? cluster.startMonth
            return change >= .zero
                ? "\(change.text) more national priming of \(code) is dated \(last)"
                : "\(Pence(-change.value).text) less national priming of \(code): taken from \(last) backwards"
        }
    }

    /// More priming comes with the Cluster's last line of it in the plan's months, or in the plan's first month
    /// where there is none; less is taken from the last lines first.
    private func prime(_ plan: inout Plan, _ code: String, _ change: Pence) throws(MoneyOverflow) {
        guard let cluster = plan.clusters.first(where: { $0.code == code }) else { return }
        let own = Self.priming(of: cluster, in: plan)
        if change >= .zero {
            if let last = own.first {
                plan.cash[last].amount = try plan.cash[last].amount + change
            } else {
                plan.cash.append(
                    CashLine(
                        level: .cluster, code: code, month: cluster.startMonth, kind: .nationalPriming,
                        amount: change))
            }
            return
        }
        var left = try Pence.zero - change
        for index in own {
            let taken = min(left, plan.cash[index].amount)
            plan.cash[index].amount = try plan.cash[index].amount - taken
            left = try left - taken
        }
    }
}
