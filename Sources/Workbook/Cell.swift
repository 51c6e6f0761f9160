/// One cell of a sheet. A text is a text, whatever it begins with: no cell becomes a formula by its content.
package enum Cell: Sendable, Hashable {
    case empty
    case text(String)
    case number(Double, NumberStyle)
    /// A formula, with the result that viewers show which don't compute. The result is nil where the
    /// formula's result is the empty text.
    case formula(String, result: Double?, NumberStyle)

    /// How a number is shown.
    package enum NumberStyle: Sendable, Hashable, CaseIterable {
        case count
        /// Pounds with two decimals.
        case money
        /// A quotient with two decimals.
        case quotient
        case percent
        /// A day as Excel counts days, shown as month and year.
        case month
        /// A day as Excel counts days.
        case day

        /// Excel's number format.
        var format: String {
            switch self {
            case .count: "#,##0"
            case .money: "£#,##0.00;[Red]-£#,##0.00"
            case .quotient: "0.00"
            case .percent: "0 %"
            case .month: "mmm yyyy"
            case .day: "d mmm yyyy"
            }
        }
    }
}
