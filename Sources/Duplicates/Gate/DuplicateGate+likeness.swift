import FilmModel

extension DuplicateGate {
    /// Across persons a hash has to be this near, of 128, for a closer look; that few unrelated films are.
    static let radius = 72
    /// A person with more films than this has them sorted out by hash first, within a wide radius.
    static let eachWithEach = 24
    static let wideRadius = 100
    /// Most films of a person or an envelope, and most hits by hash, that are considered.
    private static let mostCompanions = 2000
    private static let mostNear = 64

    /// Compares a film with those that it may be another scan of.
    func lookAround(_ film: RankedFingerprint, _ portrait: FilmPortrait) async throws -> DuplicateVerdict {
        let candidates = try await standing(candidates(for: film, portrait), before: film)
        guard !candidates.isEmpty else { return .original }
        let comparer = Comparer(portrait.canonical)
        var suspicion: DuplicateVerdict?
        for candidate in candidates {
            guard let other = try await picture(of: candidate.fingerprint) else { continue }
            let comparison = comparer.compare(other)
            let finding = SameFilmRule.judge(comparison, portrait.canonical.scan, other.scan)
            guard finding.verdict != .distinct else { continue }
            let known = candidate.fingerprint
            // Whoever looks so alike and is somebody else's: the worst that could be merged, or missed.
            guard film.fingerprint.isOfSamePerson(as: known) else { return .conflict(with: known.film) }
            if let dates = Self.dateDoubt(known, film.fingerprint) {
                suspicion = suspicion ?? .suspected(of: known.film, reasons: [dates] + finding.reasons)
            } else if finding.verdict == .review {
                suspicion = suspicion ?? .suspected(of: known.film, reasons: finding.reasons)
            } else {
                let advantages = BetterScan.advantages(
                    of: portrait.canonical.scan, over: other.scan, comparison)
                guard advantages.isEmpty else { return .better(than: known.film, reasons: advantages) }
                return .duplicate(of: known.film, .sameFilm)
            }
        }
        return suspicion ?? .original
    }

    /// The films of the same person and envelope, and those anywhere whose hash is near.
    private func candidates(for film: RankedFingerprint, _ portrait: FilmPortrait) async throws
        -> [RankedFingerprint]
    {
        var companions = try await store.companions(of: film.fingerprint, limit: Self.mostCompanions)
        if companions.count > Self.eachWithEach {
            companions = companions.filter { companion in
                companion.fingerprint.hash.map { portrait.distance(to: $0) <= Self.wideRadius } ?? false
            }
        }
        var known = Set(companions.map(\.fingerprint.film))
        known.insert(film.fingerprint.film)
        for hit in index.near(portrait.queries, within: Self.radius, limit: Self.mostNear)
        where known.insert(hit.film).inserted {
            if let found = try await store.fingerprint(of: hit.film) { companions.append(found) }
        }
        return companions
    }

    private func picture(of fingerprint: Fingerprint) async throws -> CanonicalPicture? {
        if let kept = try await portraits?.picture(of: fingerprint.source) { return kept }
        guard let made = try await surroundings.portrait(fingerprint.film) else { return nil }
        try await portraits?.put(made, of: fingerprint.source, replacing: true)
        return made
    }

    /// Two examinations' dates that can't be one.
    private static func dateDoubt(_ a: Fingerprint, _ b: Fingerprint) -> String? {
        guard let first = a.examDate, let second = b.examDate,
            first.isCertainlyBefore(second) || second.isCertainlyBefore(first)
        else { return nil }
        return "the labels give different examination dates"
    }
}
