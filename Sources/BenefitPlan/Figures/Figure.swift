/// One figure of a report's line: its key, its name, what it means, how it is made. Every form of the report
/// takes its figures from the one list of them, so that no two can differ.
package struct Figure: Sendable {
    /// How the figure of an SHA or a Cluster comes about.
    package enum Kind: Sendable, Hashable {
        /// What the unit is.
        case identity
        /// The sum of the units below.
        case sum
        /// A quotient of two other figures of the same line, by their keys.
        case ratio(String, String)
        /// The difference of two other figures of the same line, by their keys.
        case difference(String, String)
        /// Made from the unit's own films and time.
        case own
    }

    /// The key in JSON and CSV; money ends in `_pence` in JSON.
    package let key: String
    package let title: String
    package let kind: Kind
    /// What it means, in the programme's words; the handbook has the same sentence.
    package let meaning: String
    package let value: @Sendable (ReportRow) -> FigureValue

    init(
        _ key: String, _ title: String, _ kind: Kind, _ meaning: String,
        _ value: @escaping @Sendable (ReportRow) -> FigureValue
    ) {
        self.key = key
        self.title = title
        self.kind = kind
        self.meaning = meaning
        self.value = value
    }

    /// The column's name in CSV, where money is in pounds.
    package var column: String { key.hasSuffix("_pence") ? String(key.dropLast(6)) : key }

    package static let all: [Figure] = identity + films + benefits + outlook + days

    package static func named(_ key: String) -> Figure? {
        all.first { $0.key == key || $0.column == key }
    }
}
