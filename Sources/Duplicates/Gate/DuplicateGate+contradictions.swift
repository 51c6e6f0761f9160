import FilmModel

/// Whose duplicate a film is by its bytes, its pixels or its looks is one thing; that no row of the same picture
/// contradicts its own is another. All films of one picture are asked, in whatever scan and state they are.
extension DuplicateGate {
    /// A film that is one picture with a film that would be `original`'s duplicate, by its looks or by a person's word,
    /// and whose row contradicts it. Nil where there is none.
    ///
    /// Films that an archive has count, and so do duplicates and those that wait, in the order of their ranks, as far as
    /// they agree with the ones before: what is held for contradicting them holds nothing else.
    func contradiction(
        of film: RankedFingerprint, _ portrait: FilmPortrait, asDuplicateOf original: FilmID,
        _ found: [RankedFingerprint], _ apart: Set<FilmID>
    ) async throws -> DuplicateVerdict? {
        let id = film.fingerprint.film
        let fromOriginal = try await store.apart(from: original)
        let kin = found.filter { one in
            let other = one.fingerprint.film
            return other != original && film.fingerprint.isOfSamePerson(as: one.fingerprint)
                && !apart.contains(other)
        }
        let states = try await surroundings.states(kin.map(\.fingerprint.film) + [original])
        let standing = Set(try await standing(kin, before: film).map(\.fingerprint.film))
        func isSettled(_ film: FilmID) -> Bool { states[film] == .verified || states[film] == .delivered }
        let isSure = isSettled(original)
        let comparer = Comparer(portrait.canonical)
        func isAlike(_ other: RankedFingerprint) async throws -> Bool {
            let rival = other.fingerprint.film
            guard let look = try await look(at: other.fingerprint, comparer, portrait) else { return false }
            if fromOriginal.contains(rival) {
                // Both were kept by a person's word: as two scans of one film, or else as two films.
                guard look.finding.verdict == .duplicate else { return false }
                return try await surroundings.differences(original, rival).isEmpty
            }
            // As the duplicate of a film that waits itself, it is nobody's for sure: what may be the same counts, too.
            return look.finding.verdict == .duplicate || !isSure && isSettled(rival)
        }
        var contradicting: [RankedFingerprint] = []
        var agreeing: [RankedFingerprint] = []
        for other in kin {
            let rival = other.fingerprint.film
            guard standing.contains(rival) || states[rival] == .duplicate else { continue }
            if try await surroundings.differences(id, rival).isEmpty {
                agreeing.append(other)
            } else if try await isAlike(other) {
                contradicting.append(other)
            }
        }
        guard !contradicting.isEmpty else { return nil }
        var sure = contradicting.map(\.fingerprint.film).filter(isSettled)
        let others = contradicting.filter { !isSettled($0.fingerprint.film) }.sorted { $0.rank < $1.rank }
        if !others.isEmpty {
            for other in agreeing where isSettled(other.fingerprint.film) {
                if try await isAlike(other) { sure.append(other.fingerprint.film) }
            }
        }
        var one = [original] + (try await surroundings.duplicates(original))
        one += sure.filter { !one.contains($0) }
        for other in others.map(\.fingerprint.film) where !one.contains(other) {
            if try await contradiction(of: other, among: one, original: original) == nil { one.append(other) }
        }
        let rest = one.filter { !apart.contains($0) }
        guard let other = try await contradiction(of: id, among: rest, original: original) else { return nil }
        return .suspected(of: other.film, reasons: Self.told(other.columns))
    }
}
