package import FilmModel

extension DuplicateGate {
    /// A film with the very pixels of another one.
    package struct Twin: Sendable, Hashable {
        package let film: FilmID
        /// Whether a person has said that the two are two films, or that one of them stands for itself.
        package let isApart: Bool
    }

    /// The other films with the very pixels of this one, the oldest first, whosever they are and whatever became of
    /// them; none of a film that was never registered.
    package func twins(of film: FilmID) async throws -> [Twin] {
        guard let own = try await store.fingerprint(of: film) else { return [] }
        let rivals = try await store.rivals(of: own.fingerprint)
        guard !rivals.isEmpty else { return [] }
        let apart = try await store.apart(from: film)
        return rivals.map { rival in
            let other = rival.fingerprint.film
            return Twin(film: other, isApart: own.isKept || rival.isKept || apart.contains(other))
        }
    }
}
