import FilmModel

/// The header row of a table.
package struct CSVHeader: Sendable {
    /// The header's names, lower case, in the file's order; "" for a column without a name.
    package let columns: [String]
    let places: [String: Int]
    private let name: String
    private let line: Int
    private let known: Set<String>?

    /// Reads the header. `known` are the columns that are read: each stands once, what nobody reads may stand
    /// twice. Nil: any column may be read.
    init(_ cells: CSVCells, name: String, known: Set<String>?) throws {
        let columns = (0..<cells.count).map { cells[$0]?.lowercased() ?? "" }
        guard columns.contains(where: { !$0.isEmpty }) else { throw CSVTrouble.noHeader }
        var places: [String: Int] = [:]
        for (index, column) in columns.enumerated() where !column.isEmpty {
            guard let first = places[column] else {
                places[column] = index
                continue
            }
            if let known, !known.contains(column) { continue }
            // A name that nobody knows is not shown: without a header row it would be a patient's.
            let shown = known == nil ? "" : " \(column)"
            throw TableError(
                .column, name, line: 1 + cells.extraLines, column: index + 1,
                finding: "the column\(shown) stands twice, as column \(first + 1) and as column \(index + 1)",
                remedy: "keep one of the two; the first row names the columns")
        }
        self.columns = columns
        self.places = places
        self.name = name
        self.known = known
        line = 1 + cells.extraLines
    }

    /// Where a column's cells are, or nil where the file has no such column.
    package func place(_ column: String) -> Int? { places[column] }

    /// Throws unless every named column is there.
    package func require(_ names: [String]) throws(TableError) {
        for name in names where places[name] == nil { throw missing(name) }
    }

    /// Why a column is missing: another separator, another spelling, no header row, or just missing.
    package func missing(_ column: String) -> TableError {
        for (byte, separator) in [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")]
        where columns.contains(where: { isDivided($0, by: byte, wanted: column) }) {
            return CSVSeparator.error(separator, name, line: line)
        }
        let isMeant = { (name: String) in
            ColumnAlias.meanings(of: String(decoding: Self.plain(name), as: UTF8.self)).first == column
        }
        if let place = columns.firstIndex(where: { Self.plain($0) == Self.plain(column) })
            ?? columns.firstIndex(where: isMeant)
        {
            return nearly(column, place)
        }
        if let known, known.isDisjoint(with: columns) {
            return TableError(
                .header, name, line: line,
                finding: "the column \(column) is missing, and the first row names no column that is read: "
                    + "it is probably no header row",
                remedy: "name the columns in the first row, \(column) among them")
        }
        return TableError(
            .header, name, line: line, finding: "the column \(column) is missing",
            remedy: "add the column \(column) to the header row")
    }

    /// Columns that nobody reads, whose names are nearly those of columns that are read and missing, or what other
    /// systems call these: by place, with the right name.
    private var nearlyKnown: [(place: Int, name: String)] {
        let absent = Dictionary(
            (known ?? []).filter { places[$0] == nil }.map { (Self.plain($0), $0) },
            uniquingKeysWith: { first, _ in first })
        return columns.enumerated().compactMap { place, column in
            guard !column.isEmpty, !(known ?? []).contains(column) else { return nil }
            let plain = Self.plain(column)
            if let name = absent[plain] { return (place, name) }
            return meaning(of: plain).map { (place, $0) }
        }
    }

    /// The column that a name of another system means, where the file has none that says so; nil where it has, or it
    /// means nothing.
    private func meaning(of plain: [UInt8]) -> String? {
        let known = known ?? []
        let meant = ColumnAlias.meanings(of: String(decoding: plain, as: UTF8.self)).filter(known.contains)
        guard meant.allSatisfy({ places[$0] == nil }) else { return nil }
        return meant.first
    }

    /// Throws where a column has nearly the name of one that is read: its values would vanish without a word.
    package func refuseNearlyKnown() throws(TableError) {
        if let first = nearlyKnownFaults.first { throw first }
    }

    /// Why the file can't be taken for columns that have nearly the name of one that is read, or what others call it.
    package var nearlyKnownFaults: [TableError] { nearlyKnown.map { nearly($0.name, $0.place) } }

    private func nearly(_ column: String, _ place: Int) -> TableError {
        TableError(
            .header, name, line: line, column: place + 1,
            finding:
                "the column \(column) is missing; column \(place + 1) has nearly its name, or is what others call it",
            remedy: "name it \(column), letter by letter")
    }

    private static func plain(_ text: String) -> [UInt8] { text.utf8.filter(\.isASCIIAlphanumeric) }

    /// Whether a row says nothing but the header's names again.
    func isRepeated(by cells: CSVCells) -> Bool {
        columns.count > 1 && cells[0]?.lowercased() == columns[0]
            && columns.indices.allSatisfy { (cells[$0]?.lowercased() ?? "") == columns[$0] }
    }

    /// What stands behind it in the file with its own header.
    func repeated(line: Int) -> TableError {
        TableError(
            .header, name, line: line,
            finding: "the header row stands here again: two files were put together",
            remedy: "remove the line, and see that both files are whole")
    }

    private func isDivided(_ cell: String, by separator: String, wanted: String) -> Bool {
        let parts = cell.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count > 1 else { return false }
        return columns.count == 1
            || parts.contains { $0.trimmed.trimmingPrefix("\"").lowercased().hasPrefix(wanted) }
    }
}

extension Substring {
    fileprivate var trimmed: String { String(self).trimmed }
}
