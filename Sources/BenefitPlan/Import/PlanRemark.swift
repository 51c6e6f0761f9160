/// Something in a plan's folder that is no fault and that a reader should know: a file or a column that no plan
/// has, one that is not there, money that a rule does not let count.
package struct PlanRemark: Sendable, Hashable, Encodable, CustomStringConvertible {
    package let file: String
    /// Nil where the whole file is meant.
    package let column: String?
    package let message: String

    enum CodingKeys: String, CodingKey { case file, column, message }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(file, forKey: .file)
        try container.encode(column, forKey: .column)
        try container.encode(message, forKey: .message)
    }

    package var description: String {
        [file, column.map { "column \(PlanFault.quoted($0))" }].compactMap(\.self).joined(separator: ", ")
            + ": \(message)"
    }

    /// A file that ends in `.csv` and is none of the plan's.
    package init(strangeFile name: String) {
        file = PlanFault.quoted(name)
        column = nil
        message = "none of the plan's files, and not read" + Self.hint(name, PlanFile.allCases.map(\.name))
    }

    /// A column that the file has no use for.
    init(strangeColumn name: String, of file: PlanFile) {
        self.file = file.name
        column = name
        message = "no column of this file, and not read" + Self.hint(name, file.columns)
    }

    /// A file that is not there and leaves a gate open; nil where no plan is without it.
    init?(absent file: PlanFile) {
        let missing: (what: String, gates: [GateName])
        switch file {
        case .schedule:
            missing = ("no film is scheduled", [.shoppingList, .outlineSchedule, .volumeCommitment])
        case .benefits: missing = ("no benefit is planned", [.shoppingList])
        case .cash: missing = ("no priming, cash or payment is stated", [.cashFlow])
        case .days: missing = ("no contractor days are booked", [.contractorDays])
        case .teams: missing = ("no team is named", [.teams])
        case .clusters, .shas, .trusts: return nil
        }
        self.file = file.name
        column = nil
        let gates = missing.gates.map(\.rawValue).joined(separator: ", ")
        message = "the file is not there: \(missing.what), and \(gates) cannot pass"
    }

    /// A column that is not there and leaves a gate open.
    init(absentColumn name: String, of file: PlanFile, leaves gate: GateName) {
        self.file = file.name
        column = name
        message = "the column is not there, and \(gate.rawValue) cannot pass"
    }

    /// What the plan's check will warn of.
    init(_ warning: PlanWarning) {
        file = warning.file.name
        column = nil
        message = warning.text
    }

    /// The name that was meant, where one is near.
    private static func hint(_ name: String, _ known: [String]) -> String {
        Nearness.nearest(to: name, among: known).map { "; \($0) is meant?" } ?? ""
    }
}
