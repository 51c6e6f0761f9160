/// Which shares of an index file may have numbers that are of no use: above one the file is refused, since it
/// would replace numbers that are.
package struct ImportLimits: Sendable, Hashable {
    /// Of the rows with a number, those whose number can't be used.
    package var unusable = 0.05
    /// Of the rows with a number, those whose number is another person's, too.
    package var repeated = 0.05
    /// Fewer rows are named, and refuse no file unless they are all.
    package static let fewest = 10

    package init() {}

    /// Whether so many rows of so many are too many.
    static func exceeds(_ count: Int, of rows: Int, share: Double, orAll: Bool) -> Bool {
        guard count > 0, Double(count) > Double(rows) * share else { return false }
        return count >= fewest || (orAll && count == rows)
    }
}
