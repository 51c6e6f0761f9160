package import FilmModel

/// The fingerprints of all films that were digitised. Their order of arrival (`rank`) is what decides between scans of
/// one film, so it is as durable as the ledger.
package protocol FingerprintStore: Sendable {
    /// Registers a fingerprint, durably, with the next rank, or with the one that the film has. `added` is
    /// called within the transaction where the film's hash is new, so that nobody registers in between.
    func register(_ fingerprint: Fingerprint, added: @escaping @Sendable (FilmID, FilmHashes) -> Void)
        async throws -> RankedFingerprint
    /// The fingerprints of other films with the same picture, the oldest first.
    func rivals(of fingerprint: Fingerprint) async throws -> [RankedFingerprint]
    /// Films of the same examination that are another person's, the oldest first.
    func strangers(in fingerprint: Fingerprint) async throws -> [RankedFingerprint]
    /// Other films of an examination, whosever they are, the oldest first.
    func films(of study: String, besides film: FilmID) async throws -> [FilmID]
    /// Other films of the same person or from the same envelope, the oldest first.
    func companions(of fingerprint: Fingerprint, limit: Int) async throws -> [RankedFingerprint]
    /// The fingerprint of one film; nil where it has none.
    func fingerprint(of film: FilmID) async throws -> RankedFingerprint?

    /// Remembers that a reviewer decided that a film is another one than `rival`, and, where `person` is given, whose it
    /// is. Where no rival is known, it stands for itself, whatever it looks like.
    func keep(_ film: FilmID, apartFrom rival: FilmID?, as person: PersonID?) async throws
    /// Forgets what a person has said of which films it is not: that was taken back.
    func rejoin(_ film: FilmID) async throws
    /// Notes whose a film is by a person's word, where it went out as another's.
    func reassign(_ film: FilmID, to person: PersonID) async throws
    /// Notes that a film is of another study from now on.
    func move(_ film: FilmID, to study: String) async throws
    /// The films that a reviewer has said are others than this one.
    func apart(from film: FilmID) async throws -> Set<FilmID>

    /// How many films have a fingerprint.
    func count() async throws -> Int
    /// Hands out the hash of every film, for an index in memory; `expecting` hears first how many there may be.
    func eachHash(expecting: (Int) -> Void, _ body: (FilmID, FilmHashes) -> Void) throws
}

extension FingerprintStore {
    /// ``keep(_:apartFrom:as:)`` without a word on whose the film is.
    package func keep(_ film: FilmID, apartFrom rival: FilmID?) async throws {
        try await keep(film, apartFrom: rival, as: nil)
    }
}
