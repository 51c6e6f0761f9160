package import FilmModel

/// A table that cannot be read at all. A fault in one row is the reader's business, not an error here.
package struct TableError: OperatorError, Equatable {
    package let message: String
    package let remedy: String
    package var exitStatus: ExitStatus { .unusableInput }

    package init(message: String, remedy: String) {
        self.message = message
        self.remedy = remedy
    }

    package static func notUTF8(_ file: String) -> Self {
        Self(message: "\(file) is not UTF-8", remedy: "save it as CSV UTF-8")
    }
    package static func malformed(_ file: String) -> Self {
        Self(
            message: "\(file) has a quoted cell that does not end as RFC 4180 asks", remedy: "export it again"
        )
    }
    package static func openQuotation(_ file: String) -> Self {
        Self(
            message: "\(file) has a quotation mark that is not closed",
            remedy: "close it, or export the file again")
    }
    package static func endlessRow(_ file: String) -> Self {
        Self(message: "\(file) has a row of more than 64 MiB", remedy: "name a CSV file with line ends")
    }
    package static func noHeader(_ file: String) -> Self {
        Self(message: "\(file) has no header row", remedy: "name the columns in the first row")
    }
    /// Names places, not the text: without a header row the text would be a patient's.
    package static func repeatedColumn(_ file: String, _ first: Int, _ second: Int) -> Self {
        Self(
            message: "\(file) has columns \(first) and \(second) of one name in its first row",
            remedy: "keep one of the two; the first row names the columns")
    }
    package static func missingColumn(_ file: String, _ column: String) -> Self {
        Self(message: "\(file) has no column \(column)", remedy: "add the column \(column)")
    }
}
