import FilmModel
package import Foundation

/// A CSV file with a header row (RFC 4180): columns in any order, unknown columns kept, blank rows skipped,
/// rows numbered as a spreadsheet numbers them (the header is row 1; a line break inside quotation marks
/// begins no row).
package struct CSVTable: Sendable {
    /// One row: a cell by its column's name.
    package struct Row: Sendable {
        /// The row's number as a spreadsheet shows it, from 2.
        package let number: Int
        /// How many of the row's cells, the last that is filled included, lie beyond the header's columns:
        /// more than 0 is a row out of shape. Commas alone at the end of a row are none.
        package let surplus: Int
        private let places: [String: Int]
        private let cells: [String]

        fileprivate init(number: Int, cells: [String], places: [String: Int], width: Int) {
            self.number = number
            self.places = places
            self.cells = cells
            let filled = cells.count > width ? cells.lastIndex { $0.nonEmpty != nil } : nil
            self.surplus = max(0, (filled ?? -1) + 1 - width)
        }

        /// The trimmed cell, or nil where the column is absent or the cell empty.
        package subscript(_ column: String) -> String? {
            guard let index = places[column], index < cells.count else { return nil }
            return cells[index].nonEmpty
        }
    }

    /// The header's names, lower case, in the file's order. A column without a name is "", and no cell of it
    /// can be asked for.
    package let columns: [String]
    package let rows: [Row]

    /// Reads a table from the bytes of a file. `name` stands in the errors.
    package init(_ data: Data, name: String) throws(TableError) {
        // Spreadsheets begin "CSV UTF-8" with a mark, which is no part of the first column's name.
        let body = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
        guard let text = String(validating: body, as: UTF8.self) else { throw .notUTF8(name) }
        let records = try CSVVeil.records(text, name: name)
        let columns = (records.first ?? []).map { $0.trimmed.lowercased() }
        guard columns.contains(where: { !$0.isEmpty }) else { throw .noHeader(name) }
        var places: [String: Int] = [:]
        for (index, column) in columns.enumerated() where !column.isEmpty {
            if let first = places.updateValue(index, forKey: column) {
                throw .repeatedColumn(name, first + 1, index + 1)
            }
        }
        self.columns = columns
        self.rows = records.enumerated().dropFirst().compactMap { index, cells in
            guard cells.contains(where: { $0.nonEmpty != nil }) else { return nil }
            return Row(number: index + 1, cells: cells, places: places, width: columns.count)
        }
    }

    /// Throws unless every named column is there.
    package func require(_ names: [String], of table: String) throws(TableError) {
        for name in names where !columns.contains(name) { throw .missingColumn(table, name) }
    }
}
