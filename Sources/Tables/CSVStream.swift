import CLibCSV
import FilmModel
package import Foundation

/// A CSV file with a header row, read row by row (RFC 4180): memory does not grow with the file. What a
/// header, an empty cell, a blank row and a row's number are is what `CSVTable` says.
package struct CSVStream {
    /// The header's names, lower case, in the file's order.
    package let columns: [String]

    /// Where a column's cells are, or nil where the file has no such column.
    package func place(_ column: String) -> Int? { columns.firstIndex(of: column) }

    /// One row. It lives as long as the call that it is handed to.
    package struct Row {
        /// The row's number as a spreadsheet shows it, from 2.
        package let number: Int
        fileprivate let cells: CSVCells

        /// The trimmed cell, or nil where the place is nil, or the cell absent or empty.
        package subscript(_ place: Int?) -> String? {
            guard let place else { return nil }
            return cells[place]
        }
    }

    /// Reads a file from its first byte to its last. `name` stands in the errors; `header` sees the columns
    /// before the first row. Throws what `header` and `row` throw, and `TableError`.
    package static func read(
        path: String, name: String, header: (CSVStream) throws -> Void, row: (Row) throws -> Void
    ) throws {
        let unreadable = TableError(
            message: "\(path) can't be read", remedy: "name a file, and check its permissions")
        guard let file = FileHandle(forReadingAtPath: path) else { throw unreadable }
        defer { try? file.close() }
        var isFirst = true
        try read(name: name, header: header, row: row) {
            // A folder is opened all the same, and fails here.
            guard var piece = try? file.read(upToCount: 1 << 20) ?? Data() else { throw unreadable }
            if isFirst, piece.starts(with: [0xEF, 0xBB, 0xBF]) { piece = piece.dropFirst(3) }
            isFirst = false
            return piece
        }
    }

    /// Reads from memory.
    package static func read(
        _ data: Data, name: String, header: (CSVStream) throws -> Void, row: (Row) throws -> Void
    ) throws {
        var rest = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
        try read(name: name, header: header, row: row) {
            defer { rest = Data() }
            return rest
        }
    }

    private static func read(
        name: String, header: (CSVStream) throws -> Void, row: (Row) throws -> Void,
        piece next: () throws -> Data
    ) throws {
        try withoutActuallyEscaping(header) { header in
            try withoutActuallyEscaping(row) { row in
                var hasHeader = false
                let cells = CSVCells(name: name) { number, cells in
                    if hasHeader {
                        try row(Row(number: number, cells: cells))
                    } else {
                        hasHeader = true
                        try header(CSVStream(columns: try Self.header(cells, name: name)))
                    }
                }
                let parser = try CSVParser(cells)
                while true {
                    let piece = try next()
                    if piece.isEmpty { break }
                    try parser.parse(piece)
                }
                try parser.finish()
                if !hasHeader { throw TableError.noHeader(name) }
            }
        }
    }

    private static func header(_ cells: CSVCells, name: String) throws -> [String] {
        let columns = (0..<cells.count).map { cells[$0]?.lowercased() ?? "" }
        guard columns.contains(where: { !$0.isEmpty }) else { throw TableError.noHeader(name) }
        var seen: [String: Int] = [:]
        for (index, column) in columns.enumerated() where !column.isEmpty {
            if let first = seen.updateValue(index, forKey: column) {
                throw TableError.repeatedColumn(name, first + 1, index + 1)
            }
        }
        return columns
    }
}
