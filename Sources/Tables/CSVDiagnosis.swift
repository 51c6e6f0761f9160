import Foundation

/// Says of a file that is no CSV where it goes wrong and what the likely cause is.
struct CSVDiagnosis {
    let source: CSVSource
    let name: String

    func error(_ trouble: CSVTrouble) -> TableError {
        switch trouble {
        case .endlessRow:
            return TableError(
                .size, name, finding: "a row is larger than 64 MiB", remedy: "name a CSV file with line ends")
        case .separator(let byte):
            let separator = CSVSeparator.name(byte) ?? "another character than a comma"
            return CSVSeparator.error(separator, name, line: 1)
        case .swallowedRows(let line, let column, let rows):
            return TableError(
                .quotation, name, line: line, column: column,
                finding: "a quotation mark opens here and takes in \(rows == 1 ? "a row" : "\(rows) rows") "
                    + "below: it is probably not closed",
                remedy: "close it in its own cell, or write the cell without line breaks")
        case .noText(let kind):
            return TableError(
                .encoding, name, finding: kind.finding ?? "the file is no text", remedy: Self.saveAsCSV)
        case .notUTF8:
            return encoding()
                ?? TableError(
                    .encoding, name, finding: "the file is not UTF-8", remedy: Self.saveAsCSV)
        case .quotation:
            return separator.map { CSVSeparator.error($0, name, line: 1) } ?? quotation()
        case .noHeader:
            return TableError(
                .header, name, line: 1, finding: "the first row is empty: there is no header row",
                remedy: "name the columns in the first row")
        }
    }

    private static let saveAsCSV = "save it as 'CSV UTF-8 (comma delimited)'"

    /// The first bytes that are no UTF-8; nil where there are none.
    func encoding() -> TableError? {
        let separator = separator
        let more = separator.map { "; its cells are separated by \($0), not by commas" } ?? ""
        func error(_ place: CSVFaultFinder.Place, _ byte: UInt8, _ column: Int?) -> TableError {
            TableError(
                .encoding, name, line: place.line, column: column, finding: TextKind.guess(byte) + more,
                remedy: Self.saveAsCSV)
        }
        if separator == nil, case .notUTF8(let place, let byte) = fault() {
            return error(place, byte, place.column)
        }
        // Behind a stray quotation mark, or among other separators, columns can't be told.
        guard case .notUTF8(let place, let byte) = fault(isQuoting: false) else { return nil }
        return error(place, byte, nil)
    }

    private func quotation() -> TableError {
        switch fault() {
        case .open(let place):
            TableError(
                .quotation, name, line: place.line, column: place.column,
                finding: "a quotation mark opens here and is never closed",
                remedy: "close it; a quotation mark inside a cell is written twice")
        case .stray(let place, .some(let opened)) where opened.line != place.line:
            TableError(
                .quotation, name, line: opened.line, column: opened.column,
                finding:
                    "a quotation mark opens here, and the next one, in line \(place.line), does not end a "
                    + "cell: it is probably not closed",
                remedy: "close it in its own cell; a quotation mark inside a cell is written twice")
        case .stray(let place, .some):
            TableError(
                .quotation, name, line: place.line, column: place.column,
                finding: "text stands behind the quotation mark that ends the cell",
                remedy: "write a quotation mark inside a cell twice, and the whole cell in quotation marks")
        case .stray(let place, nil):
            TableError(
                .quotation, name, line: place.line, column: place.column,
                finding: "a quotation mark stands inside a cell that does not begin with one",
                remedy: "write it twice, and the whole cell in quotation marks")
        case .notUTF8, nil:
            TableError(
                .quotation, name, finding: "a quotation mark is not closed, or stands inside a cell",
                remedy: "write a quotation mark inside a cell twice, and the whole cell in quotation marks")
        }
    }

    /// What divides the cells, where it is no comma.
    private var separator: String? {
        guard source.isRepeatable else { return nil }
        var head = Data()
        try? source.read(name: name) { piece in
            head += piece.prefix(Self.headBytes - head.count)
            return head.count < Self.headBytes
        }
        return CSVSeparator.other(in: head.prefix { $0 != 0x0A && $0 != 0x0D })
    }

    private static let headBytes = 1 << 16

    /// Reads the file once more, to the first fault.
    private func fault(isQuoting: Bool = true) -> CSVFaultFinder.Fault? {
        guard source.isRepeatable else { return nil }
        var finder = CSVFaultFinder(isQuoting: isQuoting)
        var skipped = 0
        try? source.read(name: name) { piece in
            for byte in piece {
                // The mark is no part of the first cell.
                if skipped < 3, byte == TextKind.mark[skipped] {
                    skipped += 1
                    continue
                }
                skipped = 3
                guard finder.take(byte) else { return false }
            }
            return true
        }
        finder.finish()
        return finder.fault
    }
}
