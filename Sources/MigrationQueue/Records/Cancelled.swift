/// What giving a batch up did to its films.
package struct Cancelled: Sendable, Equatable {
    /// Films that were queued or held and are rejected now.
    package var rejected = 0
    /// Films that a worker carries just now: each is delivered, or rejected where it comes back.
    package var underWay = 0
    /// Films that an archive has already; they stay as they are.
    package var archived = 0
    /// Films that were rejected or duplicates before.
    package var settled = 0

    package init(rejected: Int = 0, underWay: Int = 0, archived: Int = 0, settled: Int = 0) {
        self.rejected = rejected
        self.underWay = underWay
        self.archived = archived
        self.settled = settled
    }
}
