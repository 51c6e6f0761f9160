import FilmModel
package import Foundation

/// A CSV file in memory: what `CSVStream` reads, with a cell by its column's name.
package struct CSVTable: Sendable {
    /// One row: a cell by its column's name.
    package struct Row: Sendable {
        /// The row's number as a spreadsheet shows it, from 2.
        package let number: Int
        /// How many of the row's cells lie beyond the header's columns: more than 0 is a row out of shape.
        package let surplus: Int
        /// Whether the row is out of shape and has quotation marks that CSV does not know.
        package let hasCurlyQuotes: Bool
        private let places: [String: Int]
        private let cells: [String?]

        fileprivate init(_ row: CSVStream.Row, _ header: CSVHeader) {
            number = row.number
            surplus = row.surplus
            hasCurlyQuotes = row.surplus > 0 && row.hasCurlyQuotes
            places = header.places
            cells = header.columns.indices.map { row[$0] }
        }

        /// The trimmed cell, or nil where the column is absent or the cell empty.
        package subscript(_ column: String) -> String? { places[column].flatMap { cells[$0] } }
    }

    package let header: CSVHeader
    package let rows: [Row]

    /// The header's names, lower case, in the file's order. A column without a name is "", and no cell of it
    /// can be asked for.
    package var columns: [String] { header.columns }

    /// Reads a table from the bytes of a file. `name` stands in the errors; `known` are the columns that are
    /// read, each of which stands once.
    package init(_ data: Data, name: String, known: Set<String>? = nil) throws(TableError) {
        var header: CSVHeader?
        var rows: [Row] = []
        do {
            try CSVStream.read(
                data, name: name, known: known, header: { header = $0 },
                row: { row in if let header { rows.append(Row(row, header)) } })
        } catch let error as TableError {
            throw error
        } catch {
            preconditionFailure("no other error is thrown by reading memory")
        }
        guard let header else { throw CSVDiagnosis(source: .memory(data), name: name).error(.noHeader) }
        self.header = header
        self.rows = rows
    }

    /// Throws unless every named column is there.
    package func require(_ names: [String]) throws(TableError) { try header.require(names) }
}
