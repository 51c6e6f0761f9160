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
    /// How many films have which remark on their scans.
    let scanRemarks: [String: Int]
    var films: [FilmLine]?

    init(_ record: BatchRecord, _ counts: StateCounts, remarks: [ReasonCode: Int]) {
        scanRemarks = Dictionary(uniqueKeysWithValues: remarks.map { ($0.key.rawValue, $0.value) })
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
        case scanRemarks = "scan_remarks"
    }
}
