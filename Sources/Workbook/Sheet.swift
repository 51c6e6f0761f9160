/// One sheet: a header row that stays in sight, rows below it, perhaps a chart.
package struct Sheet: Sendable, Hashable {
    /// At most 31 characters; letters and digits, so that a formula needs no quotation marks.
    package let name: String
    package let header: [String]
    package var rows: [[Cell]]
    /// Columns that stay in sight beside the header.
    package var frozenColumns: Int
    /// Widths in characters; the last one goes on for the rest.
    package var widths: [Double]
    package var charts: [Chart]
    /// Whether texts are wrapped in their cells.
    package var wraps: Bool

    package init(
        _ name: String, header: [String], rows: [[Cell]], frozenColumns: Int = 1, widths: [Double] = [18],
        charts: [Chart] = [], wraps: Bool = false
    ) {
        self.name = name
        self.header = header
        self.rows = rows
        self.frozenColumns = frozenColumns
        self.widths = widths
        self.charts = charts
        self.wraps = wraps
    }

    /// A line chart of columns of its own sheet over the first one.
    package struct Chart: Sendable, Hashable {
        package let title: String
        /// Columns, from 0.
        package let columns: [Int]
        /// Rows of the sheet that it draws, from 0 below the header.
        package let rows: Range<Int>

        package init(title: String, columns: [Int], rows: Range<Int>) {
            self.title = title
            self.columns = columns
            self.rows = rows
        }
    }

    /// A column's letters: A, B, …, Z, AA, …
    package static func letters(_ column: Int) -> String {
        var rest = column
        var letters = ""
        repeat {
            let letter = Character(Unicode.Scalar(UInt8(65 + rest % 26)))
            letters = String(letter) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }
}
