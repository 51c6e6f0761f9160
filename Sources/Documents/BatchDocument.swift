package import FilmModel
package import MigrationQueue

/// A batch, for `batch list` and, with its films, `batch show`.
package struct BatchDocument: Encodable {
    package let batch: String
    package let number: String
    package let trust: String
    package let bureau: String
    package let takenInAt: Timestamp
    package let paused: Bool
    package let cancelledAt: Timestamp?
    package let counts: StateCounts
    /// How many films have which remark on their scans.
    package let scanRemarks: [String: Int]
    package var films: [FilmLine]?

    package init(_ record: BatchRecord, _ counts: StateCounts, remarks: [ReasonCode: Int]) {
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
