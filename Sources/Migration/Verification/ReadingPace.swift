/// Keeps reading again below so many bytes a second.
struct ReadingPace: Sendable {
    private let bytesPerSecond: Double
    private var next = ContinuousClock.now

    init(megabytesPerSecond: Double) { bytesPerSecond = megabytesPerSecond * 1_000_000 }

    /// Waits until the bytes of the films before are paid for, and counts these.
    mutating func wait(for bytes: Int) async throws {
        let now = ContinuousClock.now
        if next > now { try await Task.sleep(until: next, clock: .continuous) }
        next = max(next, now) + .seconds(Double(bytes) / bytesPerSecond)
    }
}
