import FilmModel

/// One picture has one row: the rows of all films that are one picture are compared, the original's and its duplicates',
/// whichever came first. What a person has said of two rows is said of those two, in both directions.
extension DuplicateGate {
    /// A film whose row contradicts another's, and in which columns.
    struct Contradiction {
        let film: FilmID
        let columns: [String]
    }

    /// Of films that are one picture with a film: the first whose row contradicts it, unless a person has said that both
    /// rows mean one film. `original` is whose duplicate it would be: what was said of another row and the original's
    /// holds for a film with the original's very row, too; and so does what was said of this film for the same row again.
    func contradiction(
        of film: FilmID, among others: [FilmID], original: FilmID?
    ) async throws -> Contradiction? {
        var found: [Contradiction] = []
        for other in others where other != film {
            let columns = try await surroundings.differences(film, other)
            if !columns.isEmpty { found.append(Contradiction(film: other, columns: columns)) }
        }
        guard !found.isEmpty else { return nil }
        var settled = try await surroundings.saidToBeOne(film)
        if let original, try await surroundings.saysSame(film, original) {
            settled.formUnion(try await surroundings.saidToBeOne(original))
        }
        for one in found where !settled.contains(one.film) {
            var isRepeated = false
            for other in settled where try await surroundings.saysSame(other, one.film) { isRepeated = true }
            if !isRepeated { return one }
        }
        return nil
    }

    /// What a film is whose picture others of the same person have, too. Nil where none of those comes before it.
    func verdict(_ film: RankedFingerprint, equal: [RankedFingerprint]) async throws -> DuplicateVerdict? {
        guard !equal.isEmpty else { return nil }
        let states = try await surroundings.states(equal.map(\.fingerprint.film))
        let before = try await standing(equal, before: film)
        let held = before.map(\.fingerprint.film).filter { states[$0] == .held }
        let archived = held.isEmpty ? [] : try await surroundings.archived(held)
        func isSettled(_ one: RankedFingerprint) -> Bool {
            let id = one.fingerprint.film
            return states[id] == .verified || states[id] == .delivered || archived.contains(id)
        }
        // Those that an archive has come first; those that only wait for a person count where nobody else is.
        let firm = before.filter { isSettled($0) || states[$0.fingerprint.film] != .held }
        let standing = firm.isEmpty ? before : firm
        let candidates = standing.filter { isSettled($0) } + standing.filter { !isSettled($0) }
        func kind(_ other: FilmID) -> DuplicateVerdict.Kind {
            guard let known = equal.first(where: { $0.fingerprint.film == other }) else { return .sameFilm }
            return known.fingerprint.source == film.fingerprint.source ? .sameBytes : .samePixels
        }
        var roots: [FilmID] = []
        var apart: [FilmID: Set<FilmID>] = [:]
        for id in candidates.map(\.fingerprint.film) {
            let others = try await store.apart(from: id)
            apart[id] = others
            if roots.allSatisfy(others.contains) { roots.append(id) }
        }
        let duplicates = equal.map(\.fingerprint.film).filter { states[$0] == .duplicate }
        var below: [FilmID: [FilmID]] = [:]
        for root in roots { below[root] = try await surroundings.duplicates(root) }
        let placed = Set(below.values.joined())
        var first: Contradiction?
        for root in roots {
            var one = [root] + (below[root] ?? [])
            one += duplicates.filter { !placed.contains($0) && apart[root]?.contains($0) != true }
            // What is on its way, or waits, may turn out to be one with them, in the order of ranks: as far as it agrees.
            for other in candidates.map(\.fingerprint.film)
            where !one.contains(other) && apart[root]?.contains(other) != true {
                let found = try await contradiction(of: other, among: one, original: root)
                if found == nil { one.append(other) }
            }
            guard let found = try await contradiction(of: film.fingerprint.film, among: one, original: root)
            else { return .duplicate(of: root, kind(root)) }
            first = first ?? found
        }
        if roots.isEmpty {
            first = try await contradiction(of: film.fingerprint.film, among: duplicates, original: nil)
        }
        return first.map { .rowsDiffer(from: $0.film, kind($0.film), columns: $0.columns) }
    }
}
