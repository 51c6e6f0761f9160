/// In which order the columns of a list have day and month.
package struct DateOrder: Sendable, Hashable {
    /// What one column shows.
    private struct Column: Sendable, Hashable {
        /// The first rows whose date can only be month first, and the first that can be read either way.
        var monthFirst: [Int] = []
        var ambiguous: [Int] = []
        var monthFirstCount = 0
        var dayFirstCount = 0

        /// Whether the column was written month first. One such date among more that can only be day first is a slip of
        /// its own row.
        var isMonthFirst: Bool { monthFirstCount > dayFirstCount }
    }

    /// How many rows of a kind are named, and one more.
    private static let most = 6
    private var columns: [String: Column] = [:]

    package init() {}

    /// Notes a date in a column, by its row.
    package mutating func add(_ date: WrittenDate, _ column: String, row: Int) {
        guard date.hasOrder else { return }
        if date.isMonthFirst {
            columns[column, default: Column()].monthFirstCount += 1
            Self.note(row, in: &columns[column, default: Column()].monthFirst)
        }
        if date.isDayFirst { columns[column, default: Column()].dayFirstCount += 1 }
        if date.isAmbiguous { Self.note(row, in: &columns[column, default: Column()].ambiguous) }
    }

    private static func note(_ row: Int, in rows: inout [Int]) {
        if rows.count < most { rows.append(row) }
    }

    /// Why the list can't be taken; nil where it can. Who writes one column month first writes the others so, too: then a
    /// date of any column that can be read either way is another day than it says.
    package var refusal: String? {
        let sorted = columns.sorted { $0.key < $1.key }
        guard let (proof, column) = sorted.first(where: { $0.value.isMonthFirst }) else { return nil }
        let suspects = sorted.filter { !$0.value.ambiguous.isEmpty }
        guard !suspects.isEmpty else { return nil }
        let named = suspects.map { "\($0.key) in \(Self.words($0.value.ambiguous))" }.joined(separator: ", ")
        return
            "\(proof) is written month first (\(Self.words(column.monthFirst))), and dates can be read either way "
            + "(\(named)): write YYYY-MM-DD in every column of dates"
    }

    private static func words(_ rows: [Int]) -> String {
        let shown = rows.prefix(most - 1).map(String.init).joined(separator: ", ")
        return "\(rows.count == 1 ? "row" : "rows") \(shown)\(rows.count == most ? ", …" : "")"
    }
}
