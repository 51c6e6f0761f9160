import BenefitPlan

/// What `plan import` came to: a version, or every fault.
struct PlanImportDocument: Encodable {
    let version: Int?
    let trusts: Int
    /// False where the plan in force says the same already.
    let isNew: Bool
    let faults: [PlanFault]
    /// What stands in the folder and was not read.
    let remarks: [PlanRemark]

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(version, forKey: .version)
        try values.encode(trusts, forKey: .trusts)
        try values.encode(isNew, forKey: .isNew)
        try values.encode(faults, forKey: .faults)
        try values.encode(remarks, forKey: .remarks)
    }

    private enum Key: String, CodingKey {
        case version, trusts, faults, remarks
        case isNew = "new"
    }

    var text: String { faults.map { "\($0.description)" }.joined(separator: "\n") }
}
