package import FilmModel
import Synchronization

/// The one place in a process where it is decided which of several scans of one film is the original.
///
/// A film is registered with a rank, durably, and the lower rank is the original: before a crash and after
/// it. Among films in hand at the same time the rank must not depend on chance, so a film waits until every
/// film with a lower number that is in hand has been registered, or has left. It then looks for rivals:
/// the same bytes, the same pixels, and films that look alike among those of its person, of its envelope,
/// and, by hash, of all.
///
/// A film waits only for films that others already carry, and only for lower numbers: nobody waits in a ring.
package final class DuplicateGate: Sendable {
    /// What the gate asks of the world around it.
    package struct Surroundings: Sendable {
        /// The states of films; a film that the ledger does not know is missing.
        package var states: @Sendable ([FilmID]) async throws -> [FilmID: FilmState]
        /// Of these films those that an archive has, or may have.
        package var archived: @Sendable ([FilmID]) async throws -> Set<FilmID>
        /// The columns in which the rows of two films say different things of what was examined.
        package var differences: @Sendable (FilmID, FilmID) async throws -> [String]
        /// Whether the rows of two films say the very same of what was examined.
        package var saysSame: @Sendable (FilmID, FilmID) async throws -> Bool
        /// The films of which a person has said that they and this one are one film, though their rows differ.
        package var saidToBeOne: @Sendable (FilmID) async throws -> Set<FilmID>
        /// The films that are duplicates of this one, or of such a one.
        package var duplicates: @Sendable (FilmID) async throws -> [FilmID]
        /// Whether a person has said whose the second film is, otherwise and later than whose the first is.
        package var isOverruled: @Sendable (FilmID, FilmID) async throws -> Bool
        /// The canonical picture of a film that is not kept: made again from its scan. Nil where that fails.
        package var portrait: @Sendable (FilmID) async throws -> CanonicalPicture?

        package init(
            states: @escaping @Sendable ([FilmID]) async throws -> [FilmID: FilmState],
            archived: @escaping @Sendable ([FilmID]) async throws -> Set<FilmID> = { _ in [] },
            differences: @escaping @Sendable (FilmID, FilmID) async throws -> [String] = { _, _ in [] },
            saysSame: @escaping @Sendable (FilmID, FilmID) async throws -> Bool = { _, _ in false },
            saidToBeOne: @escaping @Sendable (FilmID) async throws -> Set<FilmID> = { _ in [] },
            duplicates: @escaping @Sendable (FilmID) async throws -> [FilmID] = { _ in [] },
            isOverruled: @escaping @Sendable (FilmID, FilmID) async throws -> Bool = { _, _ in false },
            portrait: @escaping @Sendable (FilmID) async throws -> CanonicalPicture? = { _ in nil }
        ) {
            self.states = states
            self.archived = archived
            self.differences = differences
            self.saysSame = saysSame
            self.saidToBeOne = saidToBeOne
            self.duplicates = duplicates
            self.isOverruled = isOverruled
            self.portrait = portrait
        }
    }

    /// How far a film in hand has come.
    private enum Progress: Comparable { case entered, registered, original }

    private struct InHand {
        var films: [FilmID: Progress] = [:]
        var waiting: [CheckedContinuation<Void, Never>] = []

        mutating func takeWaiting() -> [CheckedContinuation<Void, Never>] {
            defer { waiting = [] }
            return waiting
        }
    }

    let store: any FingerprintStore
    let portraits: (any PortraitStore)?
    let index: HashIndex
    let surroundings: Surroundings
    private let inHand = Mutex(InHand())

    /// Reads the hashes of all films. Without `portraits`, only equal pixels are found.
    package init(
        _ store: any FingerprintStore, portraits: (any PortraitStore)? = nil, _ surroundings: Surroundings
    )
        throws
    {
        self.store = store
        self.portraits = portraits
        self.surroundings = surroundings
        let index = HashIndex()
        try store.eachHash(expecting: { index.reserve($0) }) { index.add($0, $1) }
        self.index = index
    }

    /// Announces a film as its work begins, in the order in which films are handed out.
    package func enter(_ film: FilmID) { inHand.withLock { $0.films[film] = .entered } }

    /// Ends a film's time in hand, whatever came of it.
    package func leave(_ film: FilmID) { change { $0.films[film] = nil } }

    /// Decides whether a film is known. `isDecided`: a person has said whose it is, after it was in conflict with another:
    /// then one that still waits for that does not hold it again. Throws where the database fails.
    package func decide(
        _ fingerprint: Fingerprint, _ portrait: FilmPortrait? = nil, isDecided: Bool = false
    ) async throws -> DuplicateVerdict {
        let verdict = try await judge(fingerprint, portrait, isDecided)
        if verdict == .original {
            change { if $0.films[fingerprint.film] != nil { $0.films[fingerprint.film] = .original } }
        }
        return verdict
    }

    private func judge(
        _ fingerprint: Fingerprint, _ portrait: FilmPortrait?, _ isDecided: Bool
    ) async throws -> DuplicateVerdict {
        var fingerprint = fingerprint
        fingerprint.hash = portrait?.hash
        if let portrait { try await portraits?.put(portrait.canonical, of: fingerprint.source) }
        await waitForEarlier(than: fingerprint.film)
        let ranked = try await store.register(fingerprint) { [index] in index.add($0, $1) }
        change { $0.films[fingerprint.film] = .registered }
        let apart = try await store.apart(from: fingerprint.film)
        let rivals = try await store.rivals(of: fingerprint)
        let equals = try await opponents(rivals, of: ranked, apart, isEqual: true, isDecided: isDecided)
        if let other = equals.first {
            return .conflict(with: other.film, others: equals.dropFirst().map(\.film))
        }
        if let other = try await standing(store.strangers(in: fingerprint), before: ranked).first {
            return .stranger(to: other.fingerprint.film)
        }
        if !ranked.isKept {
            let equal = rivals.filter {
                fingerprint.isOfSamePerson(as: $0.fingerprint) && !apart.contains($0.fingerprint.film)
            }
            if let verdict = try await verdict(ranked, equal: equal) {
                guard case .duplicate(let original, _) = verdict, let portrait, portraits != nil else {
                    return verdict
                }
                let found = try await candidates(for: ranked, portrait)
                return try await contradiction(of: ranked, portrait, asDuplicateOf: original, found, apart)
                    ?? verdict
            }
        }
        guard let portrait, portraits != nil else { return .original }
        return try await lookAround(ranked, portrait, apart, isDecided)
    }

    /// Of these films those that come before another one: of a lower rank, or in the archive already. Films
    /// that were rejected, or are duplicates themselves, are nobody's original.
    func standing(_ rivals: [RankedFingerprint], before film: RankedFingerprint) async throws
        -> [RankedFingerprint]
    {
        guard !rivals.isEmpty else { return [] }
        let states = try await surroundings.states(rivals.map(\.fingerprint.film))
        let later = rivals.filter { $0.rank > film.rank }.map(\.fingerprint.film)
            .filter { states[$0] == .held }
        let archived = later.isEmpty ? [] : try await surroundings.archived(later)
        return rivals.filter { rival in
            switch states[rival.fingerprint.film] {
            case nil, .rejected, .duplicate: false
            case .delivered, .verified: true
            // Found to be the original while the other was rejected: it is on its way.
            case .inFlight where isOriginal(rival.fingerprint.film): true
            // Held after it was sent: it took the other's place.
            case .held where archived.contains(rival.fingerprint.film): true
            case .queued, .inFlight, .held: rival.rank < film.rank
            }
        }
    }

    /// Of these films those of other persons that a film is in conflict with, should they show the same: those in an
    /// archive, though they were rejected since; those before it; and those that are held, whichever came first, unless a
    /// person has decided on the film, and nobody otherwise on the other since. Films of which a person has said that they are two are none, but for equal pictures.
    func opponents(
        _ rivals: [RankedFingerprint], of film: RankedFingerprint, _ apart: Set<FilmID>, isEqual: Bool,
        isDecided: Bool
    ) async throws -> [Fingerprint] {
        let others = rivals.filter { !film.fingerprint.isOfSamePerson(as: $0.fingerprint) }
        guard !others.isEmpty else { return [] }
        let states = try await surroundings.states(others.map(\.fingerprint.film))
        let rejected = others.map(\.fingerprint.film).filter { states[$0] == .rejected }
        let archived = rejected.isEmpty ? [] : try await surroundings.archived(rejected)
        var overruled: Set<FilmID> = []
        for id in others.map(\.fingerprint.film) where isDecided && states[id] == .held {
            if try await surroundings.isOverruled(film.fingerprint.film, id) { overruled.insert(id) }
        }
        return others.filter { other in
            let id = other.fingerprint.film
            let counts = isEqual || !apart.contains(id)
            return switch states[id] {
            case nil, .duplicate: false
            case .rejected: archived.contains(id) && !apart.contains(id)
            case .delivered, .verified: counts
            case .inFlight where isOriginal(id): counts
            case .queued, .inFlight: counts && other.rank < film.rank
            case .held: counts && (!isDecided || overruled.contains(id))
            }
        }.map(\.fingerprint)
    }

    /// Other films of a study, whosever they are and whatever became of them.
    package func films(of study: String, besides film: FilmID) async throws -> [FilmID] {
        try await store.films(of: study, besides: film)
    }

    /// Notes that a film is of another study from now on: it is sent anew.
    package func move(_ film: FilmID, to study: String) async throws {
        try await store.move(film, to: study)
    }

    private func isOriginal(_ film: FilmID) -> Bool { inHand.withLock { $0.films[film] == .original } }

    private func change(_ body: (inout InHand) -> Void) {
        let waiting = inHand.withLock { state in
            body(&state)
            return state.takeWaiting()
        }
        for continuation in waiting { continuation.resume() }
    }

    private func waitForEarlier(than film: FilmID) async {
        func mustWait(_ state: InHand) -> Bool {
            state.films.contains { $0.key < film && $0.value == .entered }
        }
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
}
