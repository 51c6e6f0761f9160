/// What is known of an archive's health: after a fault nothing is claimed for it until a while has passed,
/// longer each time, so that a mute archive costs the films nothing.
struct Breaker: Sendable {
    private(set) var failures = 0
    private(set) var openUntil: ContinuousClock.Instant?
    private(set) var message = ""

    /// Whether the archive may be tried now.
    func isClosed(at now: ContinuousClock.Instant) -> Bool { openUntil.map { $0 <= now } ?? true }

    mutating func fail(_ message: String, at now: ContinuousClock.Instant) {
        // Lanes that fail together count once.
        guard isClosed(at: now) else { return }
        failures += 1
        self.message = message
        openUntil = now + .seconds(min(60, 1 << min(failures - 1, 6)))
    }

    mutating func succeed() { self = Breaker() }
}
