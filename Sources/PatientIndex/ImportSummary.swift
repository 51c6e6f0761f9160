/// What an import changed, and what it noticed row by row.
package struct ImportSummary: Sendable, Hashable, Codable {
    package var persons = 0
    package var added = 0
    package var changed = 0
    package var unchanged = 0
    /// Persons that the index had and the file has not: set aside, and found by their id alone.
    package var absent = 0
    /// Rows that were merged into another person: what is found under them is the other's.
    package var merged = 0
    package var remarks = ImportRemarks()
    /// The file's columns that nobody reads.
    package var columnsNotRead: [String] = []

    package init() {}

    enum CodingKeys: String, CodingKey {
        case persons, added, changed, unchanged, absent, merged, remarks
        case columnsNotRead = "columns_not_read"
    }
}
