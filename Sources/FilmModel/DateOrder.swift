/// In which order the columns of a list have year, month and day.
package struct DateOrder: Sendable, Hashable {
    /// An order that is not read: a date in it may be another day as well.
    private enum Fault: Int, Sendable, Hashable, CaseIterable {
        case monthFirst
        /// A year of two digits before the month: 47-06-19.
        case yearFirst
        /// The day between year and month: 1994-19-06.
        case dayInMiddle

        var words: String {
            switch self {
            case .monthFirst: "month first"
            case .yearFirst: "with a year of two digits first"
            case .dayInMiddle: "with the day before the month"
            }
        }
    }

    /// What one column shows of one fault.
    private struct Evidence: Sendable, Hashable {
        /// The first rows whose date can only be in that order, and the first that can be read either way.
        var proof: [Int] = []
        var ambiguous: [Int] = []
        var proofCount = 0
        /// Dates that can only be in the order that is read.
        var contraryCount = 0

        /// Whether the column was written in that order. One such date among more that can't be is a slip of its own row.
        var isProved: Bool { proofCount > contraryCount }

        mutating func add(_ isProof: Bool, _ isContrary: Bool, _ row: Int) {
            if isProof {
                proofCount += 1
                if proof.count < most { proof.append(row) }
            } else if isContrary {
                contraryCount += 1
            } else if ambiguous.count < most {
                ambiguous.append(row)
            }
        }
    }

    private struct Column: Sendable, Hashable {
        let name: String
        /// By `Fault`.
        var evidence = [Evidence](repeating: Evidence(), count: Fault.allCases.count)
    }

    /// How many rows of a kind are named, and one more.
    private static let most = 6
    private var columns: [Column] = []

    package init() {}

    /// Notes a date in a column, by its row.
    package mutating func add(_ date: WrittenDate, _ column: String, row: Int) {
        if date.isYearThenMonth {
            note(.dayInMiddle, column, row, date.isDayInMiddle, date.day > 12, date.isExchangeable)
            return
        }
        guard date.hasOrder else { return }
        note(.monthFirst, column, row, date.isMonthFirst, date.isDayFirst, date.isAmbiguous)
        guard date.hasShortYear else { return }
        note(.yearFirst, column, row, date.isYearFirst, date.year > 31, (1...31).contains(date.day))
    }

    private mutating func note(
        _ fault: Fault, _ column: String, _ row: Int, _ isProof: Bool, _ isContrary: Bool, _ isAmbiguous: Bool
    ) {
        guard isProof || isContrary || isAmbiguous else { return }
        let place = columns.firstIndex { $0.name == column } ?? columns.count
        if place == columns.count { columns.append(Column(name: column)) }
        columns[place].evidence[fault.rawValue].add(isProof, isContrary, row)
    }

    /// Why the list can't be taken; nil where it can. Who writes one column in an order writes the others so, too: then a
    /// date of any column that can be read either way is another day than it says.
    package var refusal: String? { Fault.allCases.lazy.compactMap(refusal).first }

    private func refusal(_ fault: Fault) -> String? {
        let sorted = columns.map { ($0.name, $0.evidence[fault.rawValue]) }.sorted { $0.0 < $1.0 }
        guard let (proof, evidence) = sorted.first(where: { $0.1.isProved }) else { return nil }
        let suspects = sorted.filter { !$0.1.ambiguous.isEmpty }
        guard !suspects.isEmpty else { return nil }
        let named = suspects.map { "\($0) in \(Self.words($1.ambiguous))" }.joined(separator: ", ")
        return
            "\(proof) is written \(fault.words) (\(Self.words(evidence.proof))), and dates can be read either way "
            + "(\(named)): write YYYY-MM-DD in every column of dates"
    }

    private static func words(_ rows: [Int]) -> String {
        let shown = rows.prefix(most - 1).map(String.init).joined(separator: ", ")
        return "\(rows.count == 1 ? "row" : "rows") \(shown)\(rows.count == most ? ", …" : "")"
    }
}
