package import FilmModel

/// A plan held against the programme's rules: the gates in their order (seed 2.3.1), each with its own
/// comparison, whatever the others say.
package struct PlanCheck: Sendable, Hashable {
    /// The order of the steps; within a step, the plan's order of units.
    package let gates: [Gate]
    /// What no gate judges and a reader should know: payments that don't add up to the price, and the like.
    package var warnings: [String] { found.map(\.text) }
    package let digest: String
    /// The warnings with the file that each is about.
    let found: [PlanWarning]

    /// Whether every gate passes that can block another: those that block nothing say nothing against the plan.
    package var passed: Bool { gates.allSatisfy { $0.passed || !$0.name.blocks } }

    /// - Parameters:
    ///   - signatures: all that were ever given; those for another plan count nothing.
    ///   - known: Trusts that are registered for the migration, so that one that the plan forgets is found.
    package init(
        _ plan: Plan, signatures: [PlanSignature] = [], known: Set<TrustID> = []
    ) throws(MoneyOverflow) {
        let digest = PlanRecords(plan).digest
        self.digest = digest
        let judge = GateJudge(
            plan: plan, lines: PlanLines(plan), summary: try PlanSummary(plan),
            signatures: signatures.filter { $0.digest == digest },
            lapsed: signatures.filter { $0.digest != digest }, known: known)
        var gates: [Gate] = []
        var warnings: [PlanWarning] = []
        for cluster in plan.clusters {
            let money = try ClusterMoney(cluster, in: plan, lines: judge.lines)
            var own = try judge.organisations(of: cluster)
            own += try judge.volumes(of: cluster)
            own += try judge.money(money)
            own += judge.signOffs(of: cluster)
            gates += own
            warnings += try judge.warnings(of: money, own)
        }
        gates = gates.enumerated().sorted {
            ($0.element.name.step, $0.offset) < ($1.element.name.step, $1.offset)
        }.map(\.element)
        self.gates = Self.chained(gates, in: plan)
        found = warnings
    }

    /// Says of each gate which earlier one blocks it: one at the same unit, above it, or below it.
    private static func chained(_ gates: [Gate], in plan: Plan) -> [Gate] {
        var parents: [String: String] = [:]
        for sha in plan.shas { parents["sha \(sha.code)"] = "cluster \(sha.cluster)" }
        for trust in plan.trusts { parents["trust \(trust.id.code)"] = "sha \(trust.sha)" }
        func line(_ gate: Gate) -> Set<String> {
            var units: Set = ["\(gate.level.rawValue) \(gate.code)"]
            var unit = "\(gate.level.rawValue) \(gate.code)"
            while let parent = parents[unit] {
                units.insert(parent)
                unit = parent
            }
            return units
        }
        let lines = gates.map(line)
        return gates.indices.map { index in
            var gate = gates[index]
            let own = "\(gate.level.rawValue) \(gate.code)"
            for earlier in gates.indices.prefix(index).reversed() where gates[earlier].name.blocks {
                let other = gates[earlier]
                let unit = "\(other.level.rawValue) \(other.code)"
                guard other.name.step < gate.name.step,
                    lines[index].contains(unit) || lines[earlier].contains(own)
                else { continue }
                // From the last to the first: the first that fails remains.
                if other.status == .failed { gate.blockedBy = other.name }
                if other.status == .open, !gate.waitsFor.contains(other.name) {
                    gate.waitsFor.insert(other.name, at: 0)
                }
            }
            return gate
        }
    }

    package func gate(_ name: GateName, _ code: String) -> Gate? {
        gates.first { $0.name == name && $0.code == code }
    }
}

extension PlanCheck: Encodable {
    enum CodingKeys: String, CodingKey {
        case passed, gates, warnings
        case digest = "plan_digest"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(passed, forKey: .passed)
        try container.encode(digest, forKey: .digest)
        try container.encode(gates, forKey: .gates)
        try container.encode(warnings, forKey: .warnings)
    }
}
