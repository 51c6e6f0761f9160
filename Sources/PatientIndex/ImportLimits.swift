/// Which shares of an index file may have numbers that are of no use: above one the file is refused, since it
/// would replace numbers that are.
package struct ImportLimits: Sendable, Hashable {
    /// Of the rows with a number, those whose number can't be used; of all rows, those whose dates are doubtful in one way.
    package var unusable = 0.05
    /// Of the rows with a number, those whose number is another person's, too.
    package var repeated = 0.05
    /// Of the rows with a number, those whose number was another person's before.
    package var reused = 0.05
    /// Of the persons whom the index had with a value, those who have none in the file.
    package var lost = 0.05
    /// Of the persons whom the index had, those who are another by name and birth date.
    package var replaced = 0.05
    /// The share of the index that a file may lack before it is refused, unless an operator says otherwise.
    package static let allowedLoss = 0.05
    /// Fewer rows are named, and refuse no file unless they are all.
    package static let fewest = 10

    package init() {}

    /// Whether so many rows of so many are too many.
    package static func exceeds(_ count: Int, of rows: Int, share: Double, orAll: Bool) -> Bool {
        guard count > 0, Double(count) > Double(rows) * share else { return false }
        return count >= fewest || (orAll && count == rows)
    }
}
