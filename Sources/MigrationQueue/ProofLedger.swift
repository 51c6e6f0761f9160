package import FilmModel

/// What proof after delivery asks of a ledger: later read-backs, storage commitment, archives that differ. Apart
/// from ``Ledger``, whose films go their way without it.
package protocol ProofLedger: Ledger {
    /// Notes that an archive gave back something else than it was sent, and pauses it at `limit` films. True
    /// where this one pauses it.
    func note(differenceAt archive: String, pauseAt limit: Int, at: Timestamp) async throws -> Bool
    /// The most bytes that are sent to an archive in a second; nil: no limit.
    func limit(archive: String, bytesPerSecond: Int?) async throws
    /// Keeps whether an archive takes storage commitment; where it does not, nothing is asked of it any more.
    func record(commits: Bool, of archive: String) async throws

    /// What trials found of pairs of archives, as they were registered then.
    func archivePairs() async throws -> [ArchivePair]
    /// Keeps what a trial found of two archives, in place of what was known of them.
    func record(_ pair: ArchivePair, at: Timestamp) async throws

    // MARK: Receipts

    /// Batches of whose films something has changed since their receipts were written, and the last line of history of
    /// which that is so. All, where they were written by another rule: a number for what else a receipt depends on.
    func batchesToTell(by rule: Int64) async throws -> (batches: [BatchID], through: Int64)
    /// Keeps that the receipts of those batches are written.
    func toldBatches(through line: Int64, by rule: Int64) async throws
    /// Whether a film of the batch is verified, or was.
    func hasBeenVerified(_ batch: BatchID) async throws -> Bool

    // MARK: Later read-backs

    /// Verified films of a group in the order of their numbers, behind one of them; at most `limit`.
    func verifiedFilms(of group: FilmGroup, after: FilmID?, limit: Int) async throws -> [FilmRecord]
    /// Verified films whose time has come to be read again, longest due first.
    func dueRechecks(at: Timestamp, limit: Int) async throws -> [FilmRecord]
    /// Films that were read again and are equal: keeps the archives' word. Where they were read because it was
    /// time, they are due no more.
    func reproved(_ films: [FilmID: [StoreRecord]], wereDue: Bool, at: Timestamp) async throws
    /// A verified film that did not come back as it was sent: held, unless it is verified no more. True where it
    /// was held by this.
    func disproved(
        _ film: FilmID, stores: [StoreRecord], reason: Reason, actor: String, at: Timestamp
    ) async throws -> Bool
    /// Films are read again later than planned.
    func postpone(rechecks films: [FilmID], until: Timestamp) async throws

    // MARK: Storage commitment

    /// Instances of which an archive is to say whether it keeps them, longest due first.
    func dueCommitments(of archive: String, at: Timestamp, limit: Int) async throws -> [PendingCommitment]
    /// Keeps what an archive said. A film that it does not keep is held; one of which it says nothing is asked for
    /// again at `next`, a few times. Answers the films that were held.
    func settle(
        _ verdicts: [FilmID: CommitmentVerdict], of archive: String, next: Timestamp, actor: String,
        at: Timestamp
    ) async throws -> [FilmID]
}
