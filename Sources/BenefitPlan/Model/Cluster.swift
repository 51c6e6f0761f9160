/// One row of `clusters.csv`: who has the fixed price, and the plan's months.
package struct Cluster: Sendable, Hashable {
    package var code: String
    package var name: String
    package var startMonth: Month
    package var months: Int
    package var lspPrice: Pence
    package var contractorDaysPerTrust: Int
    /// What a contractor day over the budget costs; nil where the contract does not say.
    package var extraDayPrice: Pence?

    package init(
        code: String, name: String, startMonth: Month, months: Int, lspPrice: Pence,
        contractorDaysPerTrust: Int, extraDayPrice: Pence? = nil
    ) {
        self.code = code
        self.name = name
        self.startMonth = startMonth
        self.months = months
        self.lspPrice = lspPrice
        self.contractorDaysPerTrust = contractorDaysPerTrust
        self.extraDayPrice = extraDayPrice
    }

    /// The last of the plan's months.
    package var endMonth: Month { startMonth.advanced(by: months - 1) }

    /// "within three years" (seed 2.1): no plan has more months.
    package static let mostMonths = 36

    /// The last month of the three years, whatever the plan's own end.
    package var limitMonth: Month { startMonth.advanced(by: Self.mostMonths - 1) }

    /// The plan's months: what is counted in its sums lies within them.
    package var horizon: ClosedRange<Month> { startMonth...endMonth }
}
