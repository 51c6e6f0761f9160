/// What can happen to a film. Together with `FilmState.after(_:)` this is the whole state machine.
package enum FilmEvent: String, CaseIterable, Sendable {
    /// A worker leased the film for its way to the archive.
    case claim
    /// The lease ended without a result: handed back, to be tried again, or rescued from a dead worker.
    case handBack = "hand_back"
    /// The primary archive answered success.
    case deliver
    /// Read back from every archive that the policy names, and equal.
    case verify
    /// A person has to decide.
    case hold
    /// Cannot be used.
    case reject
    /// The same film is already known.
    case duplicate
    /// A person's decision, or a retry: back into the queue.
    case release
    /// A person's decision on a film that the primary archive already has: to be verified again.
    case resume
}
