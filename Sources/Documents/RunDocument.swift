package import Migration

/// What one run did.
package struct RunDocument: Encodable {
    package let ended: String
    /// Films by outcome; a film that was delivered and then verified counts in both, and so does one that was held again
    /// after that, since another film of this run is in conflict with it.
    package let films: [String: Int]
    /// Films under way that nothing can be done for now: paused, in closed hours, or before their next attempt.
    package let waiting: Int

    package init(_ summary: Run.Summary) {
        films = summary.outcomes
        waiting = summary.waiting
        ended = summary.endWord
    }
}
