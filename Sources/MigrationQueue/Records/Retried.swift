/// What a retry of a group did, by where its films stood.
package struct Retried: Sendable, Equatable {
    /// Held films that go on.
    package var held = 0
    /// Rejected films that are queued again.
    package var rejected = 0
    /// Films whose next attempt is now instead of later.
    package var retrying = 0

    package var films: Int { held + rejected + retrying }

    package init(held: Int = 0, rejected: Int = 0, retrying: Int = 0) {
        self.held = held
        self.rejected = rejected
        self.retrying = retrying
    }
}
