/// One row of `cash.csv`: money in or out at one level, in one month.
package struct CashLine: Sendable, Hashable {
    package var level: PlanLevel
    /// The code of the Cluster, SHA or Trust.
    package var code: String
    package var month: Month
    package var kind: CashKind
    package var amount: Pence

    package init(level: PlanLevel, code: String, month: Month, kind: CashKind, amount: Pence) {
        self.level = level
        self.code = code
        self.month = month
        self.kind = kind
        self.amount = amount
    }
}
