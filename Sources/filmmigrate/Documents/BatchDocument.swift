import FilmModel
import MigrationQueue

/// A batch, for `batch list` and, with its films, `batch show`.
struct BatchDocument: Encodable {
    let batch: String
    let number: String
    let trust: String
    let bureau: String
    let takenInAt: Timestamp
    let counts: StateCounts
    var films: [FilmLine]?

    init(_ record: BatchRecord, _ counts: StateCounts) {
        batch = record.name
        number = record.number
        trust = record.trust.code
        bureau = record.bureau
        takenInAt = record.takenInAt
        self.counts = counts
    }

    enum CodingKeys: String, CodingKey {
        case batch, number, trust, bureau, counts, films
        case takenInAt = "taken_in_at"
    }
}
