import Foundation

/// A dated table of discount rates: real rates by the year in which the money falls, counted from the plan's
/// first month. Year 0 is not discounted; a later year's factor is the product of the yearly ones.
package struct DiscountTable: Sendable, Hashable {
    package struct Band: Sendable, Hashable {
        package let years: ClosedRange<Int>
        /// Tenths of a percent: 35 is 3.5 %.
        package let perMille: Int
    }

    package let name: String
    /// The first month in which the table was in force.
    package let since: Month
    package let bands: [Band]

    /// HM Treasury, The Green Book: 3.5 % real for years 0 to 30, 3.0 % to 75, 2.5 % after; since April 2003.
    /// Under review in 2026: a new table is added beside it, never written over it.
    package static let greenBook2003 = Month(year: 2003, month: 4).map {
        DiscountTable(
            name: "Green Book, April 2003: 3.5 % real to year 30, 3.0 % to year 75, then 2.5 %", since: $0,
            bands: [
                Band(years: 0...30, perMille: 35), Band(years: 31...75, perMille: 30),
                Band(years: 76...600, perMille: 25),
            ])
    }

    /// Every table that was ever in force, the newest last.
    package static let all = [greenBook2003].compactMap(\.self)

    /// The table that was in force in a month; nil before the first.
    package static func inForce(in month: Month) -> DiscountTable? { all.last { $0.since <= month } }

    /// What a sum of a year is worth in year 0, rounded to the penny, halves away from zero.
    package func presentValue(of sum: Pence, inYear year: Int) throws(MoneyOverflow) -> Pence {
        guard year > 0, sum != .zero else { return sum }
        // Decimal keeps 38 digits: no binary fraction touches a sum of money.
        var divisor = Decimal(1)
        for year in 1...year {
            let perMille = bands.first { $0.years.contains(year) }?.perMille ?? 0
            divisor *= Decimal(1_000 + perMille) / Decimal(1_000)
        }
        let exact = Decimal(sum.value) / divisor
        var value = exact
        var rounded = Decimal()
        unsafe NSDecimalRound(&rounded, &value, 0, .plain)
        guard let pence = Int64(rounded.description) else { throw MoneyOverflow() }
        return Pence(pence)
    }

    /// The present value of sums by month: each year's sum is made first and rounded once.
    package func presentValue(of months: [Month: Pence], from start: Month) throws(MoneyOverflow) -> Pence {
        var years: [Int: Pence] = [:]
        for (month, sum) in months {
            let distance = start.distance(to: month)
            // Money before the plan's first month counts as its year 0.
            let year = max(0, distance) / 12
            years[year] = try (years[year] ?? .zero) + sum
        }
        var total = Pence.zero
        for (year, sum) in years { total = try total + presentValue(of: sum, inYear: year) }
        return total
    }
}
