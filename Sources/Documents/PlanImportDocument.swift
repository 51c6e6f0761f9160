package import BenefitPlan

/// What `plan import` came to: a version, or every fault.
package struct PlanImportDocument: Encodable {
    package let version: Int?
    package let trusts: Int
    /// False where the plan in force says the same already.
    package let isNew: Bool
    package let faults: [PlanFault]
    /// All faults, those included that are not listed.
    package let faultCount: Int
    /// What the list leaves out.
    package let left: String?
    /// What was not read, what is not stated, and money that does not count.
    package let remarks: [PlanRemark]

    package init(
        version: Int?, trusts: Int, isNew: Bool, faults: [PlanFault], faultCount: Int = 0,
        left: String? = nil, remarks: [PlanRemark]
    ) {
        self.version = version
        self.trusts = trusts
        self.isNew = isNew
        self.faults = faults
        self.faultCount = faultCount
        self.left = left
        self.remarks = remarks
    }

    package func encode(to encoder: any Encoder) throws {
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
}
