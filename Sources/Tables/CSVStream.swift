import CLibCSV
import FilmModel
package import Foundation

/// A CSV file with a header row, read row by row (RFC 4180): memory does not grow with the file. Columns stand
/// in any order, unknown columns are kept, blank rows skipped. Rows are numbered as a spreadsheet numbers them:
/// the header is row 1, and a line break inside quotation marks begins no row. A byte-order mark and the line
/// `sep=,` of spreadsheets before the header are no part of the table.
package enum CSVStream {
    /// One row. It lives as long as the call that it is handed to.
    package struct Row {
        /// The row's number as a spreadsheet shows it, from 2.
        package let number: Int
        let cells: CSVCells

        /// How many of the row's cells, the last that is filled included, lie beyond the header's columns: more
        /// than 0 is a row out of shape. Commas alone at the end of a row are none.
        package var surplus: Int { cells.surplus }

        /// Whether a cell begins with a quotation mark that CSV does not know: it holds no commas together.
        package var hasCurlyQuotes: Bool { cells.hasCurlyQuotes }

        /// How many cells the row has, empty ones included.
        package var count: Int { cells.count }

        /// Whether any cell has a byte.
        package func contains(_ byte: UInt8) -> Bool { cells.contains(byte) }

        /// The trimmed cell, or nil where the place is nil, or the cell absent or empty.
        package subscript(_ place: Int?) -> String? {
            guard let place else { return nil }
            return cells[place]
        }
    }

    /// Reads a file from its first byte to its last. `name` stands in the errors; `known` are the columns that
    /// are read, each of which stands once; `header` sees the columns before the first row. Throws what
    /// `header` and `row` throw, and `TableError`.
    package static func read(
        path: String, name: String, known: Set<String>? = nil, header: (CSVHeader) throws -> Void,
        row: (Row) throws -> Void
    ) throws {
        try read(.file(path: path), name: name, known: known, header: header, row: row)
    }

    /// Reads from memory.
    package static func read(
        _ data: Data, name: String, known: Set<String>? = nil, header: (CSVHeader) throws -> Void,
        row: (Row) throws -> Void
    ) throws {
        try read(.memory(data), name: name, known: known, header: header, row: row)
    }

    private static func read(
        _ source: CSVSource, name: String, known: Set<String>?, header: (CSVHeader) throws -> Void,
        row: (Row) throws -> Void
    ) throws {
        do {
            try withoutActuallyEscaping(header) { header in
                try withoutActuallyEscaping(row) { row in
                    var found: CSVHeader?
                    let cells = CSVCells { number, cells in
                        if let found {
                            guard !found.isRepeated(by: cells) else {
                                throw found.repeated(line: number + cells.extraLines)
                            }
                            return try row(Row(number: number, cells: cells))
                        }
                        let first = try CSVHeader(cells, name: name, known: known)
                        found = first
                        cells.width = first.columns.count
                        try header(first)
                    }
                    let parser = try CSVParser(cells)
                    var isFirst = true
                    try source.read(name: name) { piece in
                        try parser.parse(isFirst ? try body(of: piece, cells) : piece)
                        isFirst = false
                        return true
                    }
                    try parser.finish()
                    if found == nil { throw CSVTrouble.noHeader }
                }
            }
        } catch let trouble as CSVTrouble {
            throw CSVDiagnosis(source: source, name: name).error(trouble)
        } catch let error as TableError where error.kind == .separator && error.file == name {
            // Its bytes may be wrong, too: then that is said with it.
            throw CSVDiagnosis(source: source, name: name).encoding() ?? error
        }
    }

    /// The first piece without what is no part of the table. Throws where the line `sep=` names another
    /// separator than a comma.
    private static func body(of piece: Data, _ cells: CSVCells) throws -> Data {
        let kind = TextKind(piece)
        if kind.finding != nil { throw CSVTrouble.noText(kind) }
        let text = kind == .marked ? piece.dropFirst(TextKind.mark.count) : piece
        let line = text.prefix(16).prefix { $0 != 0x0A && $0 != 0x0D }
        let bare = line.filter { $0 != 0x22 && $0 != 0x20 }
        guard bare.prefix(4).elementsEqual("sep=".utf8) || bare.prefix(4).elementsEqual("SEP=".utf8),
            bare.count <= 5, line.count < 16
        else { return text }
        if let separator = bare.dropFirst(4).first, separator != 0x2C {
            throw CSVTrouble.separator(separator)
        }
        cells.extraLines = 1
        let rest = text.dropFirst(line.count)
        return rest.dropFirst(rest.starts(with: [0x0D, 0x0A]) ? 2 : 1)
    }
}
