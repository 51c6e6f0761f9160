/// Columns of text for a terminal: a header, then rows, padded to the widest cell; figures to the right.
struct TextTable {
    private var rows: [[String]]

    init(_ header: [String]) { rows = [header.map(Output.line)] }

    var isEmpty: Bool { rows.count == 1 }
    /// Rows below the header.
    var count: Int { rows.count - 1 }

    mutating func add(_ cells: [String]) { rows.append(cells.map(Output.line)) }

    var text: String {
        let columns = rows[0].count
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
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
