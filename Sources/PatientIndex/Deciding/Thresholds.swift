/// Scores above which a match is automatic, and above which it goes to review. Found by measurement
/// (docs/decisions/0010), then fixed.
package struct Thresholds: Sendable, Equatable {
    /// The least weight, in bits, of a match.
    package var match: Float = 13
    /// The least distance, in bits, to the next person.
    package var margin: Float = 8
    /// The least weight, in bits, at which a person is asked.
    package var review: Float = 0

    package static let shipped = Thresholds()
}
