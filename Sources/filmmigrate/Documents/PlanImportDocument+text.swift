import BenefitPlan
import Documents

extension PlanImportDocument {
    var text: String {
        (faults.map { "\($0.description)" } + [left.map { "not listed: \($0)" }].compactMap(\.self))
            .joined(separator: "\n")
    }
}
