/// One gate of the plan at one unit: its own comparison with both sides, and what stands in its way.
package struct Gate: Sendable, Hashable {
    package let name: GateName
    package let level: PlanLevel
    package let code: String
    package var status: GateStatus
    /// The first earlier gate that fails above, at or below the same unit.
    package var blockedBy: GateName?
    /// Earlier gates that are open there.
    package var waitsFor: [GateName] = []
    /// What must not be more, and what covers it: in pence where the gate compares money.
    package var money: Sides<Pence>?
    /// The same in other units.
    package var numbers: Sides<Int>?
    /// What ``numbers`` counts: `days`, `films`, `months`, …
    package var unit: String?
    package var message: String
    /// What the gate passes by though it is nought: stated, and binding nobody. Nil where it passes by more.
    package var nought: String?
    /// The parts that the comparison is made of, and what else a reader should know.
    package var details: [Detail] = []
    /// For `sign_off`: who signs.
    package var party: SigningParty?
    /// For `cash_flow`: every month.
    package var months: [CashFlowMonth]?

    package struct Sides<Value: Sendable & Hashable>: Sendable, Hashable {
        package let left: Value
        package let right: Value
    }

    /// One part of a comparison, or a remark.
    package struct Detail: Sendable, Hashable, Encodable {
        package let code: String
        package let text: String
    }

    /// Whether its own comparison holds. Local capital that nobody states needs no cover.
    package var passed: Bool { status == .passed || isUnasked }

    /// Whether the unit states nothing that the gate could judge, and need not: local capital.
    var isUnasked: Bool { name == .localAffordability && status == .open }

    /// The same gate, with a word on the nought that it passes by.
    func passing(at nought: String?) -> Gate {
        guard status == .passed, let nought else { return self }
        var gate = self
        gate.nought = nought
        gate.message += "; passes at nought: \(nought)"
        return gate
    }

    init(
        _ name: GateName, _ level: PlanLevel, _ code: String, _ status: GateStatus, _ message: String,
        money: Sides<Pence>? = nil, numbers: Sides<Int>? = nil, unit: String? = nil, details: [Detail] = []
    ) {
        self.name = name
        self.level = level
        self.code = code
        self.status = status
        self.message = message
        self.money = money
        self.numbers = numbers
        self.unit = unit
        self.details = details
    }
}

/// The keys of INTERFACES (`plan check --json`), and more beside them.
extension Gate: Encodable {
    enum CodingKeys: String, CodingKey {
        case step, gate, level, code, passed, status, message, details, party, months, unit, left, right
        case blockedBy = "blocked_by"
        case waitsFor = "waits_for"
        case leftPence = "left_pence"
        case rightPence = "right_pence"
        case nought = "passes_at_nought"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name.step, forKey: .step)
        try container.encode(name, forKey: .gate)
        try container.encode(level, forKey: .level)
        try container.encode(code, forKey: .code)
        try container.encode(passed, forKey: .passed)
        try container.encode(status, forKey: .status)
        try container.encode(blockedBy, forKey: .blockedBy)
        try container.encode(waitsFor, forKey: .waitsFor)
        try container.encode(money?.left, forKey: .leftPence)
        try container.encode(money?.right, forKey: .rightPence)
        try container.encode(numbers?.left, forKey: .left)
        try container.encode(numbers?.right, forKey: .right)
        try container.encode(unit, forKey: .unit)
        try container.encode(message, forKey: .message)
        try container.encodeIfPresent(nought, forKey: .nought)
        try container.encode(details, forKey: .details)
        try container.encodeIfPresent(party, forKey: .party)
        try container.encodeIfPresent(months, forKey: .months)
    }
}
