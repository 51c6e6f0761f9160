package import MigrationQueue

/// `batch cancel`: what became of the batch's films.
package struct CancelDocument: Encodable {
    package let batch: String
    /// Queued or held films that are rejected now.
    package let rejected: Int
    /// Films that a worker carries just now.
    package let inFlight: Int
    /// Films that an archive has: delivered, verified, or held while they were proved.
    package let archived: Int
    /// Films that were rejected or duplicates before.
    package let settled: Int

    package init(batch: String, _ cancelled: Cancelled) {
        self.batch = batch
        rejected = cancelled.rejected
        inFlight = cancelled.underWay
        archived = cancelled.archived
        settled = cancelled.settled
    }

    enum CodingKeys: String, CodingKey {
        case batch, rejected, archived, settled
        case inFlight = "in_flight"
    }
}
