/// What kind of gain a benefit is. Only the first is money that a budget loses; the three are never added.
package enum BenefitClass: String, CaseIterable, Sendable, Codable, Hashable {
    /// A budget falls.
    case cashReleasing = "cash_releasing"
    /// Time or capacity is freed.
    case nonCash = "non_cash"
    /// Patients and their safety gain.
    case societal
}
