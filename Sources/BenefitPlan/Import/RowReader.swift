import FilmModel
import Tables

/// Reads the cells of one row into values. What cannot be read becomes a fault, and nil.
struct RowReader {
    /// The years in which a plan's months may lie; others are slips of the pen.
    static let years = 1990...2100
    static let mostFilms = 1_000_000_000

    let file: PlanFile
    let row: CSVTable.Row
    let faults: FaultList

    /// As a spreadsheet numbers it.
    var number: Int { row.number }

    func fault(_ column: String?, _ message: String, remedy: String) {
        faults.add(PlanFault(file, row: row.number, column: column, message: message, remedy: remedy))
    }

    /// The cell's text; nil, with a fault, where it is empty.
    func text(_ column: String) -> String? { cell(column, most: PlainLine.longestName) }

    /// The cell of a value that is judged by what it says, whatever its length.
    private func value(_ column: String) -> String? { cell(column, most: .max) }

    private func cell(_ column: String, most: Int) -> String? {
        guard row[column] != nil else {
            fault(column, "the cell is empty", remedy: "fill it in")
            return nil
        }
        return optionalText(column, most: most)
    }

    /// Nil where the cell is empty. Line breaks and the like would go on to terminals and pages with the
    /// text, so they are a fault, as is a text that is too long for a page.
    func optionalText(_ column: String, most: Int = PlainLine.longestName) -> String? {
        guard let cell = row[column] else { return nil }
        if let wrong = PlainLine.fault(in: cell, most: most) {
            fault(column, "the cell \(wrong.message)", remedy: wrong.remedy)
            return nil
        }
        return cell
    }

    func isEmpty(_ column: String) -> Bool { row[column] == nil }

    func month(_ column: String) -> Month? { value(column).flatMap { month($0, column) } }

    /// Nil where the cell is empty; nil with a fault where it holds no month.
    func optionalMonth(_ column: String) -> Month? { row[column].flatMap { month($0, column) } }

    private func month(_ cell: String, _ column: String) -> Month? {
        guard let month = Month(cell) else {
            fault(
                column, "\(PlanFault.quoted(cell)) is no month",
                remedy: "write it as YYYY-MM, such as 2027-03")
            return nil
        }
        guard Self.years.contains(month.year) else {
            fault(
                column,
                "\(PlanFault.quoted(cell)) lies outside \(Self.years.lowerBound) to \(Self.years.upperBound)",
                remedy: "correct the year")
            return nil
        }
        return month
    }

    func amount(_ column: String) -> Pence? {
        guard let cell = value(column) else { return nil }
        guard let pence = Pence(pounds: cell) else {
            if Pence.isWritten(pounds: cell) {
                fault(
                    column, "\(PlanFault.quoted(cell)) is more than can be counted",
                    remedy: "correct the amount: no programme has as much")
                return nil
            }
            fault(
                column, "\(PlanFault.quoted(cell)) is no amount in pounds",
                remedy: "write digits with at most two decimals, such as 1234.56, without signs or separators"
            )
            return nil
        }
        return pence
    }

    func count(_ column: String, in range: ClosedRange<Int> = 0...mostFilms) -> Int? {
        value(column).flatMap { count($0, column, range) }
    }

    func optionalCount(_ column: String, in range: ClosedRange<Int> = 0...mostFilms) -> Int? {
        row[column].flatMap { count($0, column, range) }
    }

    private func count(_ cell: String, _ column: String, _ range: ClosedRange<Int>) -> Int? {
        guard cell.utf8.allSatisfy(\.isASCIIDigit), let count = Int(cell), range.contains(count) else {
            fault(
                column,
                "\(PlanFault.quoted(cell)) is no whole number of \(range.lowerBound) to \(range.upperBound)",
                remedy: "write digits alone, without signs, decimals or separators")
            return nil
        }
        return count
    }

    /// An empty cell means no.
    func flag(_ column: String) -> Bool? {
        guard let cell = row[column] else { return false }
        switch cell.lowercased() {
        case "yes", "true", "1": return true
        case "no", "false", "0": return false
        default:
            fault(column, "\(PlanFault.quoted(cell)) is neither yes nor no", remedy: "write yes or no")
            return nil
        }
    }

    func choice<Value: RawRepresentable<String> & CaseIterable>(_ column: String, of type: Value.Type)
        -> Value?
    {
        guard let cell = value(column) else { return nil }
        if let value = Value(rawValue: cell.lowercased()) { return value }
        let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
        fault(column, "\(PlanFault.quoted(cell)) is none of its words", remedy: "write one of \(words)")
        return nil
    }

    func trustID(_ column: String) -> TrustID? {
        guard let cell = value(column) else { return nil }
        guard let trust = TrustID(cell) else {
            fault(
                column, "\(PlanFault.quoted(cell)) is no ODS code",
                remedy: "write the Trust's code: three to six letters and digits")
            return nil
        }
        return trust
    }
}
