package import FilmModel
import Synchronization

/// The one place in a process where it is decided which of several scans of one film is the original.
///
/// Two scans that are carried at the same moment must not miss each other, and which one wins must not
/// depend on chance: a film first registers its fingerprint, then waits until every film with a lower number
/// that is in hand has registered too (or has left), and only then looks for rivals. The lower number wins,
/// unless the other one is in the archive or already decided. A crash loses nothing: fingerprints are
/// durable before they are compared, and both films come back.
///
/// A film waits only for films that others already carry, and only for lower numbers: nobody waits in a ring.
package final class DuplicateGate: Sendable {
    private struct InHand {
        /// Films in hand, and whether each has registered.
        var films: [FilmID: Bool] = [:]
        /// Films in hand that were found to be originals and are on their way to the archive.
        var originals: Set<FilmID> = []
        var waiting: [CheckedContinuation<Void, Never>] = []

        mutating func takeWaiting() -> [CheckedContinuation<Void, Never>] {
            defer { waiting = [] }
            return waiting
        }
    }

    private let store: FingerprintStore
    private let states: @Sendable ([FilmID]) async throws -> [FilmID: FilmState]
    private let inHand = Mutex(InHand())

    package init(
        _ store: FingerprintStore, states: @escaping @Sendable ([FilmID]) async throws -> [FilmID: FilmState]
    ) {
        self.store = store
        self.states = states
    }

    /// Announces a film as its work begins, in the order in which films are handed out.
    package func enter(_ film: FilmID) { inHand.withLock { $0.films[film] = false } }

    /// Ends a film's time in hand, whatever came of it.
    package func leave(_ film: FilmID) {
        let waiting = inHand.withLock { state in
            state.films[film] = nil
            state.originals.remove(film)
            return state.takeWaiting()
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Decides whether a film is known. Throws where the database fails.
    package func decide(_ fingerprint: Fingerprint) async throws -> DuplicateVerdict {
        try await store.register(fingerprint)
        let waiting = inHand.withLock { state in
            state.films[fingerprint.film] = true
            return state.takeWaiting()
        }
        for continuation in waiting { continuation.resume() }
        await waitForEarlier(than: fingerprint.film)
        let rivals = try await store.rivals(of: fingerprint)
        let states = try await self.states(rivals.map(\.film))
        return inHand.withLock { hand in
            let verdict = Self.judge(fingerprint, rivals, states, originals: hand.originals)
            if verdict == .original { hand.originals.insert(fingerprint.film) }
            return verdict
        }
    }

    private func waitForEarlier(than film: FilmID) async {
        func mustWait(_ state: InHand) -> Bool { state.films.contains { $0.key < film && !$0.value } }
        while inHand.withLock({ mustWait($0) }) {
            await withCheckedContinuation { continuation in
                let goesOn = inHand.withLock { state in
                    guard mustWait(state) else { return true }
                    state.waiting.append(continuation)
                    return false
                }
                if goesOn { continuation.resume() }
            }
        }
    }

    private static func judge(
        _ fingerprint: Fingerprint, _ rivals: [Fingerprint], _ states: [FilmID: FilmState],
        originals: Set<FilmID>
    ) -> DuplicateVerdict {
        for rival in rivals {
            guard let state = states[rival.film], state != .rejected, state != .duplicate else { continue }
            guard rival.person == fingerprint.person else { return .conflict(with: rival.film) }
            let isKnown = state == .delivered || state == .verified || originals.contains(rival.film)
            guard isKnown || rival.film < fingerprint.film else { continue }
            return .duplicate(
                of: rival.film, rival.source == fingerprint.source ? .sameBytes : .samePixels)
        }
        return .original
    }
}
