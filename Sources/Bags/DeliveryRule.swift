package import FilmModel

/// When a delivery is refused for its rows and scans, though its bag is whole: where one correction of
/// `films.csv` puts right what otherwise a second delivery would have to, or where nothing would be taken. One
/// bad row among good ones is rejected alone. Its words for bureaus: docs/handbook.md, *What gets a delivery
/// refused*.
package enum DeliveryRule {
    /// What is wrong with one row.
    package enum Row: Sendable, Hashable {
        case sound
        /// Nothing but its form, which the message puts right: a date's form, a path's spelling, a separator.
        /// Whoever has `films.csv` can correct it without jacket, film or scanner.
        case formal
        /// Anything else: a scan that is missing or damaged, a date that cannot be, a number that is taken.
        case unusable
    }

    /// How many rows of a delivery, at least, with faults of form alone count as one fault of the list.
    static let fewest = 2
    /// The least share of rows, as one in so many.
    static let share = 10

    /// Why the delivery is refused; nil where it is taken. `columns` are those that are spoilt as a whole, in words.
    package static func refusal(
        _ rows: [Row], dates: DateOrder = DateOrder(), spoilt columns: [String] = []
    ) -> String? {
        let formal = rows.count { $0 == .formal }
        let unusable = rows.count { $0 == .unusable }
        if let words = dates.refusal { return words }
        if !columns.isEmpty { return columns.joined(separator: "; ") }
        guard formal + unusable < rows.count else { return "no row of the delivery can be used" }
        let isOneFault = unusable == 0 && formal >= fewest && formal * share >= rows.count
        guard isOneFault || formal * 2 > rows.count else { return nil }
        return
            "\(formal) of \(rows.count.counted("row")) are wrong only in their form, which can be corrected at once"
    }
}
