/// What an archive says of an instance that it was asked to commit to (PS3.4 J.3.3).
package enum CommitmentVerdict: Sendable, Hashable {
    case committed
    /// Failure Reason (0008,1197).
    case failed(reason: Int)
    case unanswered

    /// How often an archive that says nothing is asked.
    package static let tries = 3
}
