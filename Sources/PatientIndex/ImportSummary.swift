import FilmModel

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

    /// How many ids are another human's from this file on, …
    package var changedHands = 0
    /// … and the first of them: whose an id was has one of his own now.
    package var moved: [Moved] = []

    /// An id that is another human's now.
    package struct Moved: Sendable, Hashable, Codable {
        package let person: String
        /// The earlier human's id from now on.
        package let earlier: String

        package init(person: String, earlier: String) { (self.person, self.earlier) = (person, earlier) }

        enum CodingKeys: String, CodingKey {
            case person = "person_id"
            case earlier = "earlier_person_id"
        }
    }

    /// How many ids are named; those beyond are counted.
    package static let mostMoved = 1000

    package init() {}

    /// The ids that changed hands, in words; nil where none did.
    package var movedLine: String? {
        guard changedHands > 0 else { return nil }
        let named = moved.prefix(10).map { "\($0.person) (the earlier human is \($0.earlier) now)" }
        let more = changedHands > named.count ? " and \(changedHands - named.count) more" : ""
        return "\(changedHands.counted("id")) of another human now: \(named.joined(separator: ", "))\(more)"
    }

    enum CodingKeys: String, CodingKey {
        case persons, added, changed, unchanged, absent, merged, remarks, moved
        case changedHands = "changed_hands"
        case columnsNotRead = "columns_not_read"
    }
}
