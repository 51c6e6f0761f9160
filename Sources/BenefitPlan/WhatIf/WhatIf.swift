package import FilmModel

/// Gates and dates as they are and as they would be, side by side.
package struct WhatIf: Sendable, Hashable, Encodable {
    /// One gate before and after.
    package struct GatePair: Sendable, Hashable, Encodable {
        package let gate: GateName
        package let level: PlanLevel
        package let code: String
        package let before: GateStatus?
        package let after: GateStatus?
        package let messageBefore: String?
        package let messageAfter: String?

        enum CodingKeys: String, CodingKey {
            case gate, level, code, before, after
            case messageBefore = "message_before"
            case messageAfter = "message_after"
        }
    }

    /// A unit's dates before and after.
    package struct DatePair: Sendable, Hashable, Encodable {
        package let level: PlanLevel
        package let code: String
        package let name: String
        /// The last month of the schedule.
        package let plannedEnd: Pair
        package let forecast50: Pair
        package let forecast85: Pair

        enum CodingKeys: String, CodingKey {
            case level, code, name
            case plannedEnd = "planned_end"
            case forecast50 = "forecast_p50"
            case forecast85 = "forecast_p85"
        }
    }

    package struct Pair: Sendable, Hashable, Encodable {
        package let before: Month?
        package let after: Month?

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(before, forKey: .before)
            try container.encode(after, forKey: .after)
        }

        enum CodingKeys: String, CodingKey { case before, after }
    }

    package let passedBefore: Bool
    package let passedAfter: Bool
    package let gates: [GatePair]
    package let dates: [DatePair]
    /// What the change takes for granted, such as the month of more priming.
    package let assumptions: [String]

    enum CodingKeys: String, CodingKey {
        case gates, dates, assumptions
        case passedBefore = "passed_before"
        case passedAfter = "passed_after"
    }

    package init(
        _ scenario: Scenario, plan: Plan, progress: Progress, signatures: [PlanSignature] = [],
        known: Set<TrustID> = []
    ) throws(MoneyOverflow) {
        let changed = try scenario.applied(to: plan)
        let before = try ProgressReport(
            plan: plan, progress: progress, signatures: signatures, known: known)
        let after = try ProgressReport(
            plan: changed, progress: Self.scaled(progress, by: scenario), signatures: signatures, known: known
        )
        assumptions = scenario.assumptions(for: plan)
        passedBefore = before.check.passed
        passedAfter = after.check.passed
        gates = Self.gates(before.check, after.check)
        dates = after.rows.map { row in
            let old = before.row(row.level, row.code)
            return DatePair(
                level: row.level, code: row.code, name: row.name,
                plannedEnd: Pair(
                    before: old?.figures.schedule.lastMonth, after: row.figures.schedule.lastMonth),
                forecast50: Pair(before: old?.forecast.p50, after: row.forecast.p50),
                forecast85: Pair(before: old?.forecast.p85, after: row.forecast.p85))
        }
    }

    private static func gates(_ before: PlanCheck, _ after: PlanCheck) -> [GatePair] {
        func key(_ gate: Gate) -> String {
            "\(gate.name.rawValue) \(gate.level.rawValue) \(gate.code) \(gate.party?.rawValue ?? "")"
        }
        let old = Dictionary(before.gates.map { (key($0), $0) }) { first, _ in first }
        let new = Dictionary(after.gates.map { (key($0), $0) }) { first, _ in first }
        // Gates of a Trust that leaves stand where they stood.
        let ordered = before.gates + after.gates.filter { old[key($0)] == nil }
        return ordered.map { gate in
            let left = old[key(gate)]
            let right = new[key(gate)]
            return GatePair(
                gate: gate.name, level: gate.level, code: gate.code, before: left?.status,
                after: right?.status, messageBefore: left?.message, messageAfter: right?.message)
        }
    }

    /// Weeks to come at the scenario's rate; what is verified stays verified.
    private static func scaled(_ progress: Progress, by scenario: Scenario) -> Progress {
        var progress = progress
        progress.rates = scenario.rates
        return progress
    }

    /// What differs, as lines for a terminal.
    package var text: String {
        var lines = assumptions.map { "assumed: \($0)" } + ["gates that change:"]
        let changed = gates.filter { $0.before != $0.after || $0.messageBefore != $0.messageAfter }
        if changed.isEmpty { lines.append("  none") }
        for pair in changed {
            lines.append("  \(pair.gate.title), \(pair.level.text) \(pair.code)")
            lines.append("    before: \(pair.before?.rawValue ?? "–"): \(pair.messageBefore ?? "–")")
            lines.append("    after:  \(pair.after?.rawValue ?? "–"): \(pair.messageAfter ?? "–")")
        }
        lines += ["", "dates that change (planned end; forecast P50, P85):"]
        let moved = dates.filter {
            $0.plannedEnd.before != $0.plannedEnd.after || $0.forecast50.before != $0.forecast50.after
                || $0.forecast85.before != $0.forecast85.after
        }
        if moved.isEmpty { lines.append("  none") }
        func shown(_ pair: Pair) -> String {
            "\(pair.before?.description ?? "–") → \(pair.after?.description ?? "–")"
        }
        for pair in moved {
            lines.append(
                "  \(pair.level.text) \(pair.code): \(shown(pair.plannedEnd)); \(shown(pair.forecast50)), "
                    + "\(shown(pair.forecast85))")
        }
        lines += [
            "",
            "the plan \(passedBefore ? "passes" : "does not pass") all gates before, "
                + "\(passedAfter ? "passes" : "does not pass") after",
        ]
        return lines.joined(separator: "\n")
    }
}
