import BenefitPlan

/// What `plan import` came to: a version, or every fault.
struct PlanImportDocument: Encodable {
    let version: Int?
    let trusts: Int
    /// False where the plan in force says the same already.
    let isNew: Bool
    let faults: [PlanFault]
    /// All faults, those included that are not listed.
    var faultCount = 0
    /// What the list leaves out.
    var left: String?
    /// What was not read, what is not stated, and money that does not count.
    let remarks: [PlanRemark]

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(version, forKey: .version)
        try values.encode(trusts, forKey: .trusts)
        try values.encode(isNew, forKey: .isNew)
        try values.encode(faults, forKey: .faults)
        try values.encode(faultCount, forKey: .faultCount)
        try values.encode(remarks, forKey: .remarks)
    }

    private enum Key: String, CodingKey {
        case version, trusts, faults, remarks
        case isNew = "new"
        case faultCount = "fault_count"
    }

    var text: String {
        (faults.map { "\($0.description)" } + [left.map { "not listed: \($0)" }].compactMap(\.self))
            .joined(separator: "\n")
    }
}
