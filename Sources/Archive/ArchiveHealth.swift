import Synchronization

/// What all links to one archive know of it together: whether it is away, how long it takes, and which
/// instances it may have or not.
package final class ArchiveHealth: Sendable {
    private struct Knowledge {
        var failures = 0
        var awayUntil: ContinuousClock.Instant?
        var seconds: Double?
        var skipped = 0
        var unclear: Set<String> = []
        var givesByMoveOnly = false
        var storage = Storage.unknown
        var refusals: Set<String> = []

        func isSlow(beside theirs: Double?) -> Bool {
            guard let seconds, let theirs else { return false }
            return seconds > max(4 * theirs, 0.25)
        }
    }

    /// The result of the last instance that it was to store.
    package enum Storage: Sendable, Equatable {
        case unknown
        case stored
        /// It is out of resources (status A7xx of PS3.4 B.2.3): in which words.
        case refused(String)
    }

    private let knowledge = Mutex(Knowledge())

    package init() {}

    /// Longest time that an archive is left alone.
    static let longestPause = 60.0

    /// Whether the archive failed a while ago and is not tried again yet.
    package func isAway(at now: ContinuousClock.Instant = .now) -> Bool {
        knowledge.withLock { $0.awayUntil.map { now < $0 } ?? false }
    }

    /// Notes a failure that is the archive's. The pause doubles with each, up to a minute, with full jitter;
    /// links that fail together count once.
    func failed(at now: ContinuousClock.Instant = .now) {
        knowledge.withLock { known in
            if let until = known.awayUntil, now < until { return }
            let ceiling = min(Self.longestPause, Double(1 << min(known.failures, 6)))
            known.failures += 1
            known.awayUntil = now + .seconds(Double.random(in: 0.1...ceiling))
        }
    }

    /// Notes that the archive took an instance, and how long that was.
    func took(_ seconds: Double) {
        knowledge.withLock { known in
            known.failures = 0
            known.awayUntil = nil
            known.seconds = known.seconds.map { $0 * 0.8 + seconds * 0.2 } ?? seconds
        }
    }

    /// Whether this archive takes so much longer than another that it would hold it up.
    package func isSlow(beside other: ArchiveHealth) -> Bool {
        let theirs = other.knowledge.withLock(\.seconds)
        return knowledge.withLock { $0.isSlow(beside: theirs) }
    }

    /// Whether this archive takes so much longer than another that it would hold it up. One in sixteen films is
    /// let through all the same: only so is it noticed that it has become quick again.
    package func lags(behind other: ArchiveHealth) -> Bool {
        let theirs = other.knowledge.withLock(\.seconds)
        return knowledge.withLock { known in
            guard known.isSlow(beside: theirs) else { return false }
            known.skipped += 1
            guard known.skipped >= 16 else { return true }
            known.skipped = 0
            return false
        }
    }

    package var storage: Storage { knowledge.withLock(\.storage) }

    /// Whether these are the words of a refusal to store, whatever other links have stored since.
    package func isRefusal(_ message: String) -> Bool { knowledge.withLock { $0.refusals.contains(message) } }

    func note(storage: Storage) {
        knowledge.withLock { known in
            known.storage = storage
            guard case .refused(let message) = storage else { return }
            // An archive's comment may differ from film to film.
            if known.refusals.count >= 256 { known.refusals = [] }
            known.refusals.insert(message)
        }
    }

    /// Whether the archive has refused C-GET and given by C-MOVE.
    var givesByMoveOnly: Bool { knowledge.withLock(\.givesByMoveOnly) }

    func noteGivesByMoveOnly() { knowledge.withLock { $0.givesByMoveOnly = true } }

    /// Notes that nobody knows whether the archive has the instance: it is asked before it is sent again.
    func note(unclear instance: String) { knowledge.withLock { _ = $0.unclear.insert(instance) } }

    /// Whether an attempt to send an instance ended without an answer: the archive may have it.
    package func isUnclear(_ instance: String) -> Bool {
        knowledge.withLock { $0.unclear.contains(instance) }
    }

    func note(clear instance: String) { knowledge.withLock { _ = $0.unclear.remove(instance) } }
}
