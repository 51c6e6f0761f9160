extension DuplicateGate {
    /// Registers a film again from its scan, as `doctor --rebuild` does: its canonical picture is made new,
    /// and its rank stays where it has one.
    package func rebuild(_ fingerprint: Fingerprint, _ portrait: FilmPortrait) async throws {
        var fingerprint = fingerprint
        fingerprint.hash = portrait.hash
        try await portraits?.put(portrait.canonical, of: fingerprint.source, replacing: true)
        _ = try await store.register(fingerprint) { [index] in index.add($0, $1) }
    }
}
