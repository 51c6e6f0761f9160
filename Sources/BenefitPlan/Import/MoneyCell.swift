import FilmModel

/// An amount as it was read, with its place, so that a sum that grows too large can be put down to a row.
struct MoneyCell {
    /// What the amount is taken times, at the most.
    enum Factor {
        case once
        /// For each film of a Trust.
        case films(TrustID)
        /// For each month in which a plan may lie.
        case months
        /// For each contractor day that the plan books.
        case days
    }

    /// The largest sum of all amounts, each taken as often as it may be: a quarter of what 64 bits hold, so
    /// that no sum, difference or surplus of films of any report leaves them.
    static let most = Int64.max / 4
    /// Months of the years in which plans may lie (``RowReader/years``).
    static let months = RowReader.years.count * 12

    let row: RowReader
    let column: String
    let amount: Pence
    let factor: Factor
}
