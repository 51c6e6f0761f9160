package import FilmModel

/// The durable queue: tenants, batches, films, their states, and who carries what. Nothing here is an idea
/// of one database; every store answers to the same contract suite.
///
/// Invariants that every store holds at every commit: each film is in exactly one state and lies in exactly
/// the place that its state demands; the tallies are the counts; history only grows.
package protocol Ledger: Sendable {
    // MARK: Tenants and destinations

    func add(_ trust: TrustRecord) async throws
    func trusts() async throws -> [TrustRecord]
    /// Adds an archive or changes one of the same name. One primary at most.
    func add(_ destination: DestinationRecord) async throws
    func destinations() async throws -> [DestinationRecord]
    /// Remembers who answered for this archive when it was proved.
    func record(identity: String, of destination: String) async throws

    // MARK: Intake

    /// Takes a batch in, all or nothing. The same batch again changes nothing and gives the receipt of the
    /// first time, byte for byte. `receipt` makes the receipt's text once the batch has its name.
    func takeIn(
        _ delivery: Delivery, at: Timestamp, receipt: @Sendable (BatchRecord) throws -> String
    ) async throws -> Intake
    /// The batch with this digest, if it was taken in before.
    func batch(digest: String) async throws -> Intake?
    func batches() async throws -> [(batch: BatchRecord, counts: StateCounts)]
    /// The batch that a command names: its name, or the bureau's number where that is unique.
    func batch(named: String) async throws -> BatchRecord

    // MARK: Films

    /// The film that a command names: `BATCH/FILM`, or the bureau's film number where that is unique.
    func film(named: String) async throws -> FilmRecord
    func film(_ id: FilmID) async throws -> FilmRecord
    func films(of batch: BatchID) async throws -> [FilmRecord]
    func states(of films: [FilmID]) async throws -> [FilmID: FilmState]
    func history(of film: FilmID) async throws -> [HistoryEntry]
    func stores(of film: FilmID) async throws -> [StoreRecord]
    func holds(limit: Int) async throws -> [HoldRecord]

    // MARK: Work

    func register(_ worker: WorkerIdentity, aliveUntil: Timestamp) async throws
    /// Renews a worker's life; false where the ledger has given its films to others.
    func heartbeat(_ worker: String, aliveUntil: Timestamp) async throws -> Bool
    func workers() async throws -> [(worker: WorkerIdentity, aliveUntil: Timestamp)]
    /// Takes a worker out; its films go back to their places.
    func dismiss(_ worker: String, rescue: Bool, at: Timestamp) async throws -> Int
    /// Leases films, fairly over Trusts, urgent ones first: at most `films` of them, and no more once
    /// `bytes` are reached.
    func claim(_ kind: WorkKind, films: Int, bytes: Int, worker: String, at: Timestamp) async throws
        -> [Lease]
    /// Commits results as one group. Answers the films whose lease was no longer theirs: dropped.
    func finish(_ results: [Finish], at: Timestamp) async throws -> [FilmID]
    /// Moves retries whose time has come back to the queue. Answers when the next one is due.
    func stageDue(at: Timestamp) async throws -> Timestamp?

    // MARK: Decisions of people

    /// Releases a held film to go on, with the person an operator decided on, if any.
    func release(_ film: FilmID, person: PersonID?, cause: String, actor: String, at: Timestamp) async throws
    func reject(_ film: FilmID, reason: Reason, actor: String, at: Timestamp) async throws

    // MARK: Figures

    func tallies() async throws -> [TrustID: StateCounts]
    /// Films verified per Trust in each of the last minutes, and the minute of the first.
    func verifiedSince(_ moment: Timestamp) async throws -> [TrustID: [Int64: Int]]
    /// Films verified per Trust and day (`YYYY-MM-DD`), all time.
    func verifiedByDay() async throws -> [TrustID: [String: Int]]
    /// Breaks of the invariants, each naming its film or Trust; empty in a sound ledger.
    func breaches() async throws -> [String]
}

/// What intake came to.
package struct Intake: Sendable {
    package let batch: BatchRecord
    /// The receipt's text as it was given the first time.
    package let receipt: String
    /// False where the batch had been taken in before.
    package let isNew: Bool
}
