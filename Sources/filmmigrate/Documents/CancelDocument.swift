import FilmModel
import MigrationQueue

/// `batch cancel`: what became of the batch's films.
struct CancelDocument: Encodable {
    let batch: String
    /// Queued or held films that are rejected now.
    let rejected: Int
    /// Films that a worker carries just now.
    let inFlight: Int
    /// Films that an archive has: delivered, verified, or held while they were proved.
    let archived: Int
    /// Films that were rejected or duplicates before.
    let settled: Int

    init(batch: String, _ cancelled: Cancelled) {
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

    var text: String {
        var lines = ["batch \(batch) is cancelled: \(rejected.counted("film is", "films are")) rejected"]
        if inFlight > 0 {
            lines.append(
                "\(inFlight.counted("is", "are")) in flight: each is delivered, or rejected where it comes back"
            )
        }
        if archived > 0 {
            lines.append(
                "\(archived.counted("is in an archive and stays as it is", "are in an archive and stay as they are"))"
            )
        }
        if settled > 0 {
            lines.append(
                "\(settled.counted("was rejected or a duplicate", "were rejected or duplicates")) before")
        }
        return lines.joined(separator: "\n")
    }
}
