/// What an import changed.
package struct ImportSummary: Sendable, Hashable, Codable {
    package var persons: Int
    package var added: Int
    package var changed: Int
    package var unchanged: Int
    /// Persons that the index has and the file has not: kept.
    package var absent: Int
}
