package import FilmModel

/// A plan's lines by the unit that they belong to, so that a report goes through each file once.
package struct PlanLines: Sendable {
    private let schedules: [TrustID: FilmSchedule]
    private let benefits: [TrustID: [BenefitLine]]
    private let days: [TrustID: [DayLine]]
    private let cash: [CashKey: [CashLine]]

    package init(_ plan: Plan) {
        schedules = Dictionary(grouping: plan.schedule, by: \.trust).mapValues { lines in
            FilmSchedule(lines.map { ($0.month, $0.plannedFilms) })
        }
        benefits = Dictionary(grouping: plan.benefits, by: \.trust)
        days = Dictionary(grouping: plan.days, by: \.trust)
        cash = Dictionary(grouping: plan.cash) { CashKey(level: $0.level, code: $0.code) }
    }

    package func schedule(of trust: TrustID) -> FilmSchedule { schedules[trust] ?? FilmSchedule() }

    package func days(of trust: TrustID) -> [DayLine] { days[trust, default: []] }

    /// One of the Trust's benefit lines, counted from 1 in the file's order.
    package func benefit(_ number: Int, of trust: TrustID) -> BenefitLine? {
        let own = benefits[trust, default: []]
        return own.indices.contains(number - 1) ? own[number - 1] : nil
    }

    /// The cash declared at this very unit, not below it.
    package func cash(_ level: PlanLevel, _ code: String) -> [CashLine] {
        cash[CashKey(level: level, code: code), default: []]
    }

    /// Those of them that lie in the plan's months: only they are in a sum.
    package func cash(_ level: PlanLevel, _ code: String, in horizon: ClosedRange<Month>) -> [CashLine] {
        cash(level, code).filter { horizon.contains($0.month) }
    }

    /// What each of the Trust's benefit lines is planned to bring. Films that are scheduled and that the Trust
    /// has not bring nothing.
    package func plannedBenefits(of trust: Trust, in cluster: Cluster) -> [PlannedBenefit] {
        let schedule = schedule(of: trust.id)
        return benefits[trust.id, default: []].map { line in
            PlannedBenefit(line, trust: trust, schedule: schedule, horizon: cluster.horizon)
        }
    }

    private struct CashKey: Hashable {
        let level: PlanLevel
        let code: String
    }
}
