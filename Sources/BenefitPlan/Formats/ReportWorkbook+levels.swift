import Workbook

/// The sheets of the three levels: sums of the level below and quotients as formulas, each with the result
/// that the report has.
extension ReportWorkbook {
    static let sheetNames: [PlanLevel: String] = [.cluster: "Cluster", .sha: "SHAs", .trust: "Trusts"]

    private func rows(_ level: PlanLevel) -> [ReportRow] {
        switch level {
        case .cluster: report.clusters
        case .sha: report.shas
        case .trust: report.trusts
        }
    }

    func levels(_ level: PlanLevel) -> Sheet {
        let rows = rows(level)
        return Sheet(
            Self.sheetNames[level] ?? "", header: Figure.all.map(\.title),
            rows: rows.enumerated().map { place, row in
                Figure.all.map { cell($0, of: row, at: place + 2) }
            }, frozenColumns: 3, widths: [9, 9, 30, 9, 10, 14])
    }

    private func cell(_ figure: Figure, of row: ReportRow, at number: Int) -> Cell {
        let value = figure.value(row)
        switch figure.kind {
        case .identity, .own: return Self.cell(value)
        case .sum: return sum(figure, of: row, value)
        case .ratio(let upper, let lower):
            guard let above = Self.column(upper), let below = Self.column(lower) else {
                return Self.cell(value)
            }
            let (left, right) = ("\(above)\(number)", "\(below)\(number)")
            var result: Double?
            if case .quotient(let quotient) = value { result = quotient }
            return .formula(
                "=IF(ISNUMBER(\(left)),IF(N(\(right))>0,\(left)/\(right),\"\"),\"\")", result: result,
                .quotient)
        case .difference(let left, let right):
            guard let first = Self.column(left), let second = Self.column(right),
                case .count(let count) = value
            else { return Self.cell(value) }
            return .formula("=\(first)\(number)-\(second)\(number)", result: Double(count), .count)
        }
    }

    /// An SHA's or a Cluster's sum as the sum of the sheet below, where that sheet has all its units.
    private func sum(_ figure: Figure, of row: ReportRow, _ value: FigureValue) -> Cell {
        let below: PlanLevel = row.level == .cluster ? .sha : .trust
        let parts = rows(below)
        guard row.level != .trust, let column = Self.column(figure.key), let parent = Self.column("parent"),
            let sheet = Self.sheetNames[below], !parts.isEmpty, isWhole(figure, of: row, value, parts)
        else { return Self.cell(value) }
        let last = parts.count + 1
        let formula =
            "SUMIFS(\(sheet)!\(column)$2:\(column)$\(last),\(sheet)!$\(parent)$2:$\(parent)$\(last),\"\(row.code)\")"
        switch value {
        case .count(let count): return .formula("=\(formula)", result: Double(count), .count)
        case .money(let pence): return .formula("=ROUND(\(formula),2)", result: Self.pounds(pence), .money)
        default: return Self.cell(value)
        }
    }

    /// Whether the parts that the report shows make up the sum: a report of one unit shows not all of them.
    private func isWhole(
        _ figure: Figure, of row: ReportRow, _ value: FigureValue, _ parts: [ReportRow]
    ) -> Bool {
        // A code with a wildcard or a quotation mark would mean something else in a formula.
        guard row.code.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || ("0"..."9").contains($0) })
        else { return false }
        let own = parts.filter { $0.parent == row.code }.map(figure.value)
        switch value {
        case .count(let count):
            return own.reduce(0) { if case .count(let part) = $1 { $0 + part } else { $0 } } == count
        case .money(let pence):
            let sum: Int64 = own.reduce(0) { if case .money(let part) = $1 { $0 &+ part.value } else { $0 } }
            return sum == pence.value
        default: return false
        }
    }

    static func column(_ key: String) -> String? {
        Figure.all.firstIndex { $0.key == key }.map(Sheet.letters)
    }

    /// A named range for each figure of each level: `trusts_verified_films`, `cluster_planned_value`.
    var names: [(name: String, range: String)] {
        PlanLevel.allCases.flatMap { level -> [(name: String, range: String)] in
            let count = rows(level).count
            guard count > 0, let sheet = Self.sheetNames[level] else { return [] }
            return Figure.all.indices.map { index in
                let column = Sheet.letters(index)
                return (
                    "\(sheet.lowercased())_\(Figure.all[index].column)",
                    "=\(sheet)!$\(column)$2:$\(column)$\(count + 1)"
                )
            }
        }
    }
}
