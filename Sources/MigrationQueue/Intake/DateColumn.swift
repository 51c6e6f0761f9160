import FilmModel
import Tables

/// In which order a column of `films.csv` has day and month.
struct DateColumn {
    /// The rows whose date can only be month first.
    private(set) var monthFirst: [Int] = []
    private var dayFirst = 0
    private var ambiguous = 0

    init(_ column: String, _ rows: [CSVTable.Row]) {
        for row in rows {
            guard let date = row[column].flatMap({ WrittenDate($0) }) else { continue }
            if date.isMonthFirst { monthFirst.append(row.number) }
            if date.isDayFirst { dayFirst += 1 }
            if date.isAmbiguous { ambiguous += 1 }
        }
    }

    /// Whether the column was written month first, so that its ambiguous dates would be read wrongly. One such
    /// date among more that can only be day first is a slip of its own row.
    var isMonthFirst: Bool { monthFirst.count > dayFirst && ambiguous > 0 }
}
