package import FilmModel

/// A table that cannot be read at all: what is wrong, at which line and column, and the likely cause. A fault
/// in one row is the reader's business, not an error here. No text holds a cell: without a header row, a cell
/// of the first row would be a patient's.
package struct TableError: OperatorError, Equatable {
    /// What kind of trouble it is.
    package enum Kind: Sendable {
        case unreadable, encoding, separator, quotation, header, column, size, value
    }

    package let kind: Kind
    package let file: String
    /// The line as a text editor numbers it; nil where the file as a whole is meant.
    package let line: Int?
    /// The column's number, from 1.
    package let column: Int?
    /// What is wrong, without file, line and column.
    package let finding: String
    package let remedy: String

    package init(
        _ kind: Kind, _ file: String, line: Int? = nil, column: Int? = nil, finding: String, remedy: String
    ) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.finding = finding
        self.remedy = remedy
    }

    package var exitStatus: ExitStatus { .unusableInput }

    package var message: String {
        file + (place.map { ", \($0)" } ?? "") + ": " + finding
    }

    /// The finding with its place, for who names the file already.
    package var placedFinding: String { (place.map { "\($0): " } ?? "") + finding }

    private var place: String? {
        guard let line else { return nil }
        return "line \(line)" + (column.map { ", column \($0)" } ?? "")
    }
}
