/// A fingerprint with its place in the order in which films became known.
package struct RankedFingerprint: Sendable, Hashable {
    package var fingerprint: Fingerprint
    /// Given when the film is first registered, durable, and never changed: of two scans of one film the
    /// lower rank is the original, before and after any crash.
    package var rank: Int64
    /// Whether a person decided that this film stands for itself, whatever it looks like.
    package var isKept: Bool

    package init(
        fingerprint: Fingerprint, rank: Int64, isKept: Bool
    ) {
        self.fingerprint = fingerprint
        self.rank = rank
        self.isKept = isKept
    }
}
