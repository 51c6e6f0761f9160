import FilmModel
import MigrationQueue

/// A batch, for `batch list` and, with its films, `batch show`.
struct BatchDocument: Encodable {
    let batch: String
    let number: String
    let trust: String
    let bureau: String
    let takenInAt: Timestamp
    let paused: Bool
    let cancelledAt: Timestamp?
    let counts: StateCounts
    var films: [FilmLine]?

    init(_ record: BatchRecord, _ counts: StateCounts) {
        batch = record.name
        number = record.number
        trust = record.trust.code
        bureau = record.bureau
        takenInAt = record.takenInAt
        paused = record.paused
        cancelledAt = record.cancelledAt
        self.counts = counts
    }

    enum CodingKeys: String, CodingKey {
        case batch, number, trust, bureau, paused, counts, films
        case takenInAt = "taken_in_at"
        case cancelledAt = "cancelled_at"
    }
}
