/// Rows as CSV text (RFC 4180: CRLF, quotation marks where they are needed), safe to open in a spreadsheet.
package enum CSVText {
    /// One cell: a text that came from a file or a person, or a value of the program's own.
    package enum Cell: Sendable, Hashable {
        case text(String)
        case value(String)
    }

    package static func document(_ rows: [[Cell]]) -> String {
        rows.map { row($0) + "\r\n" }.joined()
    }

    /// One row, without its end.
    package static func row(_ cells: [Cell]) -> String { cells.map(written).joined(separator: ",") }

    private static func written(_ cell: Cell) -> String {
        switch cell {
        case .text(let text): quoted(neutral(text))
        case .value(let value): quoted(value)
        }
    }

    /// A text that a spreadsheet would take for a formula gets an apostrophe before it, which makes it a text
    /// (OWASP, CSV injection). Numbers of our own are values, and stay what they are.
    static func neutral(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else {
            return text
        }
        return "'" + text
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
            return cell
        }
        // By scalars: a combining mark hides a quotation mark from a search by characters.
        var text = "\""
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { text += "\"\"" } else { text.unicodeScalars.append(scalar) }
        }
        return text + "\""
    }
}
