import FilmModel

/// Columns of text for a terminal: a header, then rows, padded to the widest cell; figures to the right.
struct TextTable {
    private var rows: [[String]]

    init(_ header: [String]) { rows = [header.map(PrintableText.line)] }

    var isEmpty: Bool { rows.count == 1 }
    /// Rows below the header.
    var count: Int { rows.count - 1 }

    mutating func add(_ cells: [String]) { rows.append(cells.map(PrintableText.line)) }

    /// The text for a terminal of so many columns: of those named, the first ones are left out until it fits, and named
    /// below; where that is not enough, the longest cells are cut.
    func text(within width: Int?, dropping dispensable: [String]) -> String {
        guard let width else { return text }
        var table = self
        var dropped: [String] = []
        for name in dispensable where table.width > width {
            guard let column = table.rows[0].firstIndex(of: name) else { continue }
            for row in table.rows.indices { table.rows[row].remove(at: column) }
            dropped.append(name)
        }
        table.cut(to: width)
        guard !dropped.isEmpty else { return table.text }
        return "\(table.text)\nleft out: \(dropped.joined(separator: ", ")) (make the terminal wider)"
    }

    private var widths: [Int] {
        rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    }

    private var width: Int { widths.reduce(0, +) + 2 * (rows[0].count - 1) }

    /// Cuts the cells of the widest column, and of the next where one is not enough; a cut shows as `…`.
    private mutating func cut(to most: Int) {
        for _ in rows[0].indices where width > most {
            let widths = widths
            guard let column = widths.indices.max(by: { widths[$0] < widths[$1] }) else { return }
            let room = max(4, widths[column] - (width - most))
            for row in rows.indices where rows[row][column].count > room {
                rows[row][column] = rows[row][column].prefix(room - 1) + "…"
            }
        }
    }

    var text: String {
        let columns = rows[0].count
        let widths = widths
        let isFigure = (0..<columns).map { column in
            rows.count > 1
                && rows.dropFirst().allSatisfy {
                    $0[column].allSatisfy { $0.isNumber || ".,–-+".contains($0) }
                }
        }
        return rows.map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return isFigure[column] ? padding + row[column] : row[column] + padding
            }
            let line = cells.joined(separator: "  ")
            return String(
                line[..<(line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex)])
        }.joined(separator: "\n")
    }
}
