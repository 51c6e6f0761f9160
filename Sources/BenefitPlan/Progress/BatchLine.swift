package import FilmModel

/// One batch's reconciliation: received = queued + in flight + held + rejected + duplicate + delivered +
/// verified.
package struct BatchLine: Sendable, Hashable, Encodable {
    package let batch: String
    package let trust: TrustID
    /// Whether the plan has the batch's Trust.
    package let isPlanned: Bool
    package let films: StateCounts

    init(_ batch: BatchProgress, isPlanned: Bool) {
        self.batch = batch.batch
        trust = batch.trust
        films = batch.films
        self.isPlanned = isPlanned
    }

    enum CodingKeys: String, CodingKey {
        case batch, trust, films
        case isPlanned = "in_plan"
    }
}
