/// Where a film stands. Each film is in exactly one state, so for every Trust and in total
/// `received = queued + in_flight + held + rejected + duplicate + delivered + verified`.
package enum FilmState: String, CaseIterable, Sendable, Codable, Hashable {
    /// Accepted at intake, waiting its turn (or for a retry).
    case queued
    /// Leased by a worker.
    case inFlight = "in_flight"
    /// Waits for a person's decision.
    case held
    /// Cannot be used; the reason code says why, the bureau rescans.
    case rejected
    /// The same film is already known; the row names it.
    case duplicate
    /// The primary archive answered success.
    case delivered
    /// Read back from every archive that the policy names, pixels identical. Only this counts as migrated.
    case verified
}
