package import FilmModel

/// One id of persons who were one in the index, by a merge or a renumbering, and are not any more. What was decided on
/// films of theirs meanwhile may be the other's.
package struct Parting: Sendable, Hashable {
    package let person: PersonID
    /// Since when it was one with the others.
    package let since: Timestamp
    /// The last decision of a reviewer on any film before they were parted.
    package let decision: Int64
    /// The store's own number of it.
    package let number: Int64

    package init(person: PersonID, since: Timestamp, decision: Int64, number: Int64) {
        self.person = person
        self.since = since
        self.decision = decision
        self.number = number
    }
}
