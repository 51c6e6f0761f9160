/// When a film is tried again after a fault that may pass: after a random time below a bound that doubles with each attempt,
/// up to five minutes, so that films that failed together do not come back together. After so many attempts a person looks.
package struct RetryPolicy: Sendable {
    /// The longest wait, in seconds.
    private static let longest = 300.0

    /// Attempts that are charged to a film before it is held.
    package let attempts: Int

    package init(attempts: Int) { self.attempts = attempts }

    /// Seconds until the attempt after this one (0 is the first); nil where the film is to be held.
    package func delay(after attempt: Int) -> Double? {
        guard attempt + 1 < attempts else { return nil }
        return Double.random(in: 0.1...min(Self.longest, Double(1 << min(attempt, 8))))
    }
}
