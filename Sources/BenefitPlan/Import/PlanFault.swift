import FilmModel

/// One thing that is wrong in a plan's files: where it stands, what it is, and what mends it.
package struct PlanFault: Sendable, Hashable, Codable, CustomStringConvertible {
    package let file: String
    /// The row as a spreadsheet numbers it (the header is 1); nil where the whole file is meant.
    package let row: Int?
    package let column: String?
    package let message: String
    package let remedy: String

    package init(
        _ file: PlanFile, row: Int? = nil, column: String? = nil, message: String, remedy: String
    ) {
        self.file = file.name
        self.row = row
        self.column = column
        self.message = message
        self.remedy = remedy
    }

    /// The same fault of a file by another name.
    func inFile(_ name: String) -> PlanFault {
        PlanFault(file: name, row: row, column: column, message: message, remedy: remedy)
    }

    private init(file: String, row: Int?, column: String?, message: String, remedy: String) {
        self.file = file
        self.row = row
        self.column = column
        self.message = message
        self.remedy = remedy
    }

    /// `trusts.csv, row 3, films_to_migrate`.
    package var place: String {
        [file, row.map { "row \($0)" }, column].compactMap(\.self).joined(separator: ", ")
    }

    package var description: String { "\(place): \(message); \(remedy)" }

    /// A cell as a message may show it: in quotation marks, on one line, and not for ever.
    static func quoted(_ cell: String) -> String {
        let shown = String(
            String.UnicodeScalarView(cell.unicodeScalars.prefix(40).map { $0.value < 0x20 ? " " : $0 }))
        return cell.unicodeScalars.count > 40 ? "“\(shown)…”" : "“\(shown)”"
    }
}
