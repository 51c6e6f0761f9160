import Foundation

/// How many links to one archive may have associations at once. At first all may. Where the archive refuses one more
/// beside others, or lets it wait while others stand, it sustains no more than those: links then take turns, each
/// with an association of its own, and after a while one more is tried.
final class AssociationPlaces: @unchecked Sendable {
    // because every access to the fields holds `condition`.
    private let condition = NSCondition()
    private var taken = 0
    private var standing = 0
    private var most: Int?
    private var tryMoreAt = ContinuousClock.now
    private var pause = AssociationPlaces.firstPause

    private static let firstPause = Duration.seconds(60)
    private static let longestPause = Duration.seconds(3600)

    /// Whether links have to take turns: none keeps its place longer than it needs it.
    var isScarce: Bool { condition.withLock { most != nil } }

    /// Waits for a place. False where there is none in time.
    func take(within seconds: Double) -> Bool {
        let deadline = Date(timeIntervalSinceNow: seconds)
        return condition.withLock {
            while isFull() {
                guard condition.wait(until: deadline) else { return false }
            }
            taken += 1
            return true
        }
    }

    /// Gives a place back, with an association that stood or without.
    func giveBack(stood: Bool) {
        condition.withLock {
            taken -= 1
            if stood { standing -= 1 }
            condition.signal()
        }
    }

    /// Notes that a place's first association stands.
    func stands() { condition.withLock { standing += 1 } }

    /// Notes that the archive refused an association to one that has a place, or did not answer in time. True where
    /// it was one too many, and is worth another try in turn; else the archive itself is at a loss.
    func isOneTooMany(timedOut: Bool) -> Bool {
        condition.withLock {
            guard timedOut ? standing > 0 : taken > 1 else {
                // What it sustains shows anew when it is back.
                most = nil
                pause = Self.firstPause
                condition.broadcast()
                return false
            }
            most = max(1, min(most ?? .max, taken - 1))
            tryMoreAt = .now + pause
            pause = min(pause * 2, Self.longestPause)
            return true
        }
    }

    private func isFull() -> Bool {
        guard let limit = most else { return false }
        guard taken >= limit, .now >= tryMoreAt else { return taken >= limit }
        most = limit + 1
        tryMoreAt = .now + pause
        return false
    }
}
