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

    /// Compares a film with those that it may be another scan of, but not with those that a person has said are others.
    /// Whoever looks alike and is somebody else's comes before all: the worst that could be merged, or missed.
    func lookAround(
        _ film: RankedFingerprint, _ portrait: FilmPortrait, _ apart: Set<FilmID>, _ isDecided: Bool
    ) async throws -> DuplicateVerdict {
        let found = try await candidates(for: film, portrait)
        let others = try await opponents(found, of: film, apart, isEqual: false, isDecided: isDecided)
        let own = try await standing(found, before: film).map(\.fingerprint)
            .filter { film.fingerprint.isOfSamePerson(as: $0) && !apart.contains($0.film) }
        guard !(others.isEmpty && own.isEmpty) else { return .original }
        let comparer = Comparer(portrait.canonical)
        var alike: [FilmID] = []
        for other in others where alike.count < Self.mostNear {
            if try await look(at: other, comparer, portrait) != nil { alike.append(other.film) }
        }
        if let first = alike.first { return .conflict(with: first, others: Array(alike.dropFirst())) }
        guard !film.isKept else { return .original }
        var suspicion: DuplicateVerdict?
        var match: (original: FilmID, verdict: DuplicateVerdict)?
        for other in own {
            let columns = try await surroundings.differences(film.fingerprint.film, other.film)
            guard let look = try await look(at: other, comparer, portrait) else { continue }
            guard columns.isEmpty, look.finding.verdict == .duplicate else {
                suspicion =
                    suspicion
                    ?? .suspected(of: other.film, reasons: Self.told(columns) + look.finding.reasons)
                continue
            }
            let advantages = BetterScan.advantages(
                of: portrait.canonical.scan, over: look.scan, look.comparison)
            match = (
                other.film,
                advantages.isEmpty
                    ? .duplicate(of: other.film, .sameFilm) : .better(than: other.film, reasons: advantages)
            )
            // Whose duplicate it is is known: only rows that contradict its own can change that.
            break
        }
        guard let match else { return suspicion ?? .original }
        return try await contradiction(of: film, portrait, asDuplicateOf: match.original, found, apart)
            ?? match.verdict
    }

    /// What a comparison of two pictures found.
    struct Look {
        let finding: SameFilmRule.Finding
        let comparison: Comparison
        let scan: ScanTraits
    }

    /// Compares a film's picture with another one's; nil where they are clearly two, or there is no other picture.
    func look(
        at other: Fingerprint, _ comparer: Comparer, _ portrait: FilmPortrait
    ) async throws -> Look? {
        guard let picture = try await picture(of: other) else { return nil }
        let comparison = comparer.compare(picture)
        let finding = SameFilmRule.judge(comparison, portrait.canonical.scan, picture.scan)
        guard finding.verdict != .distinct else { return nil }
        return Look(finding: finding, comparison: comparison, scan: picture.scan)
    }

    /// The columns in which two rows differ, as a reason.
    static func told(_ columns: [String]) -> [String] {
        columns.isEmpty ? [] : ["the rows differ in \(columns.joined(separator: ", "))"]
    }

    /// The films of the same person and envelope, and those anywhere whose hash is near.
    func candidates(for film: RankedFingerprint, _ portrait: FilmPortrait) async throws
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
}
