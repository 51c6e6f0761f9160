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

    /// Characters that a printed page has room for at a size that can be read.
    private static let charactersWide = 220.0

    func width(of column: Int) -> Double { column < widths.count ? widths[column] : widths.last ?? 18 }

    /// How many pages stand side by side when it is printed. The frozen columns stand on each.
    func pagesWide(columns: Int) -> Int {
        let all = (0..<columns).reduce(0) { $0 + width(of: $1) }
        guard all > Self.charactersWide else { return 1 }
        let frozen = (0..<frozenColumns).reduce(0) { $0 + width(of: $1) }
        let room = max(Self.charactersWide - frozen, Self.charactersWide / 4)
        return Int(((all - frozen) / room).rounded(.up))
    }

    /// Lines of the row whose texts need the most: a row that is not told its height hides what is wrapped.
    func lines(of texts: [String]) -> Int {
        texts.enumerated().map { Self.lines(of: $1, width: Int(width(of: $0)) - 1) }.max() ?? 1
    }

    /// Lines of a text that is broken between words, or within one that is longer than a line.
    private static func lines(of text: String, width: Int) -> Int {
        let width = max(1, width)
        var (lines, used) = (1, 0)
        for word in text.split(separator: " ").map(\.count) {
            if used > 0, used + 1 + word > width { (lines, used) = (lines + 1, 0) }
            used += word + (used > 0 ? 1 : 0)
            lines += (used - 1) / width
            used = (used - 1) % width + 1
        }
        return lines
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
