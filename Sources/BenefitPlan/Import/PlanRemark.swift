/// Something in a plan's folder that is no fault and was not read: a file or a column that no plan has.
package struct PlanRemark: Sendable, Hashable, Encodable, CustomStringConvertible {
    package let file: String
    /// Nil where the whole file is meant.
    package let column: String?
    package let message: String

    enum CodingKeys: String, CodingKey { case file, column, message }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(file, forKey: .file)
        try container.encode(column, forKey: .column)
        try container.encode(message, forKey: .message)
    }

    package var description: String {
        [file, column.map { "column \(PlanFault.quoted($0))" }].compactMap(\.self).joined(separator: ", ")
            + ": \(message)"
    }

    /// A file that ends in `.csv` and is none of the plan's.
    package init(strangeFile name: String) {
        file = PlanFault.quoted(name)
        column = nil
        message = "none of the plan's files, and not read" + Self.hint(name, PlanFile.allCases.map(\.name))
    }

    /// A column that the file has no use for.
    init(strangeColumn name: String, of file: PlanFile) {
        self.file = file.name
        column = name
        message = "no column of this file, and not read" + Self.hint(name, file.columns)
    }

    /// The name that was meant, where one is near.
    private static func hint(_ name: String, _ known: [String]) -> String {
        Nearness.nearest(to: name, among: known).map { "; \($0) is meant?" } ?? ""
    }
}
