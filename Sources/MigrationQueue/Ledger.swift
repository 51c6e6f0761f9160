package import FilmModel

/// The durable queue: tenants, batches, films, their states, and who carries what. Nothing here is an idea
/// of one database; every store answers to the same contract suite.
///
/// Invariants that every store holds at every commit: each film is in exactly one state and lies in exactly
/// the place that its state demands; the tallies are the counts; history only grows.
package protocol Ledger: Sendable {
    // MARK: Tenants and destinations

    /// Adds a Trust as it is given, or makes a known one so.
    func add(_ trust: TrustRecord) async throws
    /// Adds a Trust or changes what is given of it, in one statement: nil stays as it is, and so does a pause.
    func change(_ trust: TrustID, name: String?, weight: Int?, maxInFlight: Int?) async throws -> TrustRecord
    func trusts() async throws -> [TrustRecord]
    /// Adds an archive or changes one of the same name. One primary at most. Verified films are due to be read again
    /// where it is new or at another address: nobody has proved that it has them. Answers how many.
    @discardableResult
    func add(_ destination: DestinationRecord) async throws -> Int
    /// Forgets an archive that no film was ever sent to, and its closed hours.
    func remove(archive: String) async throws
    func destinations() async throws -> [DestinationRecord]
    /// Pauses a Trust: nothing of it is claimed until it is resumed.
    func pause(_ trust: TrustID, _ paused: Bool) async throws
    /// Gives a Trust another share of the work.
    func weigh(_ trust: TrustID, _ weight: Int) async throws
    /// Pauses an archive. Without the primary nothing is carried, without a second copy nothing is proved.
    func pause(archive: String, _ paused: Bool) async throws
    /// The most films that may be under way to an archive or be proved with it at once; nil: no limit.
    func cap(archive: String, at limit: Int?) async throws
    /// Notes why an archive is being waited for, for all to see; nil: it answers again.
    func note(trouble: String?, of archive: String, at: Timestamp) async throws
    /// Notes why an archive refuses to store, for all to see; nil: it has stored an instance.
    func note(refusal: String?, of archive: String, at: Timestamp) async throws
    /// Adds closed hours; the same ones again change nothing. Answers them with their number.
    func add(_ closing: Closing) async throws -> Closing
    func remove(closing id: Int64) async throws
    func closings() async throws -> [Closing]
    /// What is closed at a moment, or will be before a film that is begun then is done.
    func closed(at: Timestamp) async throws -> Set<Closing.Scope>
    /// Remembers who answered for this archive when it was proved; nothing where it has another address by now.
    func record(identity: String, of destination: DestinationRecord) async throws

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
    /// Pauses a batch: nothing of it is claimed until it is resumed.
    func pause(_ batch: BatchID, _ paused: Bool, at: Timestamp) async throws
    /// Gives a batch up: what is queued or held is rejected, what is in flight is rejected where it comes
    /// back, what an archive has stays. Nothing of it is claimed from the beginning; where this is stopped in between, the
    /// same again goes on with the rest.
    func cancel(_ batch: BatchID, reason: String?, actor: String, at: Timestamp) async throws -> Cancelled

    // MARK: Films

    /// The film that a command names: `BATCH/FILM`, or the bureau's film number where that is unique.
    func film(named: String) async throws -> FilmRecord
    func film(_ id: FilmID) async throws -> FilmRecord
    func films(of batch: BatchID) async throws -> [FilmRecord]
    func filmIDs(of batch: BatchID) async throws -> [FilmID]
    func states(of films: [FilmID]) async throws -> [FilmID: FilmState]
    func history(of film: FilmID) async throws -> [HistoryEntry]
    func stores(of film: FilmID) async throws -> [StoreRecord]
    /// The same of the films of a batch, in one reading; without those of which there is nothing.
    func stores(of batch: BatchID) async throws -> [FilmID: [StoreRecord]]
    func holds(limit: Int) async throws -> [HoldRecord]
    /// The same in an order, behind a place: page by page, each of which costs what it holds.
    func holds(_ query: HoldQuery, after place: HoldPlace?, limit: Int) async throws -> HoldPage
    /// Films on hold of a jacket in a batch.
    func holds(ofJacket jacket: String, in batch: BatchID) async throws -> [HoldRecord]
    /// The film that a duplicate stands for in the end: itself where it is none.
    func original(of film: FilmID) async throws -> FilmID
    /// The films that are duplicates of this one, or of such a one.
    func duplicates(of film: FilmID) async throws -> [FilmID]
    /// Films that others on hold are compared with, until somebody has decided.
    func contests() async throws -> [Contest]
    /// Films that were rejected though an archive has them, or may have them, and of which nobody has said since that the
    /// archive's keeper has seen to it.
    func rejectedInArchives() async throws -> [FilmID]

    // MARK: Work

    func register(_ worker: WorkerIdentity, aliveUntil: Timestamp) async throws
    /// Renews a worker's life; false where the ledger has given its films to others.
    func heartbeat(_ worker: String, aliveUntil: Timestamp) async throws -> Bool
    func workers() async throws -> [WorkerRecord]
    /// Takes a worker out; its films go back to their places, but one that killed three workers in 72 hours
    /// is held. Answers how many films it had.
    func dismiss(_ worker: String, _ dismissal: Dismissal, at: Timestamp) async throws -> Int
    /// Leases films, fairly over Trusts and in each over its lanes: at most `films` of them, and no more once
    /// `bytes` are reached. Pauses, closed hours and caps are kept.
    func claim(_ kind: WorkKind, films: Int, bytes: Int, worker: String, at: Timestamp) async throws
        -> [Lease]
    /// Keeps what a film's instance says and whom it names, before its first byte goes out: from now on an archive may
    /// have it. False where the lease is gone: then nothing may be sent.
    func announce(_ lease: Lease, facts: FilmFacts, at: Timestamp) async throws -> Bool
    /// The same of an instance in the place of one that archives have no more: the film's next generation.
    func reissue(_ lease: Lease, facts: FilmFacts, at: Timestamp) async throws -> Bool
    /// Commits results as one group. Answers the films whose lease was no longer theirs: dropped.
    func finish(_ results: [Finish], at: Timestamp) async throws -> [FilmID]
    /// Moves retries whose time has come back to the queue, and films whose clinic date has come near into
    /// the urgent lane; at most a thousand of each. Answers when the next retry is due.
    func stageDue(at: Timestamp) async throws -> Timestamp?

    /// A number that is another one after anybody has changed anything: who waits for work asks for it, and claims only
    /// where it has moved. Costs no transaction.
    func changeMark() async throws -> Int64

    // MARK: Decisions of people

    /// Releases a held film to go on, with the person an operator decided on, if any.
    func release(_ film: FilmID, person: PersonID?, cause: String, actor: String, at: Timestamp) async throws
    func reject(_ film: FilmID, reason: Reason, actor: String, at: Timestamp) async throws
    /// Takes a person's decision on a film back that nobody carries and no archive has: it is held again, for
    /// the reason that it was held for, and nobody's. So is one that was found to be a duplicate since.
    ///
    /// `person`: whose it is by an earlier decision, which stands. `isHeldSince`: the film was held for something else since
    /// the decision; it waits for the earlier reason again.
    func takeBack(
        _ film: FilmID, to reason: Reason, leaving person: PersonID?, isHeldSince: Bool, actor: String,
        at: Timestamp
    ) async throws
    /// Takes back that a duplicate was released to stand for itself, while nobody carries it. False where the original was
    /// rejected, or stands on this film: it stays queued, and its way is decided anew.
    func rejoin(_ film: FilmID, to original: FilmID, as reason: Reason, actor: String, at: Timestamp)
        async throws -> Bool
    /// Holds a film that is held on its way to the archive for another reason from now on.
    func restate(_ film: FilmID, as reason: Reason, cause: String, actor: String, at: Timestamp) async throws
    /// Stops a film that is queued, delivered or verified until a person releases it.
    func hold(_ film: FilmID, reason: Reason, actor: String, at: Timestamp) async throws
    /// Holds a film that an archive has, because a person says that it is somebody else's. While that stands, nothing but
    /// `settle` lets the film go on; one that is rejected stays so.
    func correct(
        _ film: FilmID, to person: PersonID, reason: Reason, cause: String, actor: String, at: Timestamp)
        async throws
    /// Ends a correction. One that is made: archives have the film as the noted person's now, and it is proved as such.
    /// Else it was wrong, and the film is proved as it was sent.
    func settle(correctionOf film: FilmID, isMade: Bool, cause: String, actor: String, at: Timestamp)
        async throws
    /// Films of a group that a cause stops and that `retry(all:)` leaves where they are, since a correction stands.
    func corrected(_ code: ReasonCode, of group: FilmGroup) async throws -> Retried
    /// Tries a film again that is held, rejected for a cause that can pass, or waiting for its next attempt.
    func retry(_ film: FilmID, actor: String, at: Timestamp) async throws -> Retried
    /// The same for every film of a group that a cause stops, in the backfill lane. Each film is tried again or stays as it
    /// is: where this is stopped in between, the same again goes on with the rest. Answers what was changed by this call.
    func retry(all code: ReasonCode, of group: FilmGroup, actor: String, at: Timestamp) async throws
        -> Retried
    /// Puts films into the urgent lane, as if their clinic were on that day, some at a time: where this is stopped in between,
    /// the same again moves the rest. Answers how many were moved.
    func ask(for films: [FilmID], by day: Timestamp, actor: String, at: Timestamp) async throws -> Int

    // MARK: Films in doubt

    /// Films of which it is decided that they are one of these persons'.
    func films(of persons: Set<PersonID>) async throws -> [FilmRecord]
    /// Stops a film of which nobody knows any more whose it is, wherever it stands: one in flight too, and one that is held
    /// for something else is held for this from now on. A duplicate is judged anew, or held where a person has decided on
    /// it. A rejected one stays so, and is held for this where it comes back. Answers whether it is held for this by now.
    @discardableResult
    func doubt(_ film: FilmID, _ reason: Reason, actor: String, at: Timestamp) async throws -> Bool
    /// A held film that archives have stays the person's, but under another number than it was sent with: it is proved as
    /// what the person's instances say now.
    func renumber(_ film: FilmID, of person: PersonID, cause: String, actor: String, at: Timestamp)
        async throws
    /// Notes whose a film is, where an archive has it as that person's already.
    func name(_ film: FilmID, as person: PersonID, cause: String, actor: String, at: Timestamp) async throws

    // MARK: Remarks on scans

    /// What was remarked on a film's scan, and who has looked at it.
    func remarks(of film: FilmID) async throws -> ScanRemarks
    /// The same of the films of a batch; without those of which there is nothing.
    func remarks(of batch: BatchID) async throws -> [FilmID: ScanRemarks]
    /// How many films of each batch have which remark.
    func remarkCounts() async throws -> [BatchID: [ReasonCode: Int]]
    /// Keeps that a person has looked at a film on whose scan something is remarked, or that was rejected though an archive
    /// has it, with the reason to be content.
    func look(at film: FilmID, cause: String, actor: String, at: Timestamp) async throws

    // MARK: Figures

    func tallies() async throws -> [TrustID: StateCounts]
    /// Films that wait in each lane, counted up to `limit` for each.
    func depths(limit: Int) async throws -> [LaneDepth]
    /// Films of a group that are held, rejected or waiting for another attempt, by cause; the largest number first.
    func failures(of group: FilmGroup) async throws -> [FailureGroup]
    /// Films verified per Trust in each of the last minutes, and the minute of the first.
    func verifiedSince(_ moment: Timestamp) async throws -> [TrustID: [Int64: Int]]
    /// Films verified per Trust and day (`YYYY-MM-DD`), all time.
    func verifiedByDay() async throws -> [TrustID: [String: Int]]
    /// Breaks of the invariants, each naming its film or Trust; empty in a sound ledger.
    func breaches() async throws -> [String]
    /// Makes a copy of one consistent moment while the ledger is in use, and proves it by opening it.
    func backUp(to path: String) async throws
}

extension Ledger {
    /// All films that something stops, by cause.
    package func failures() async throws -> [FailureGroup] { try await failures(of: .all) }

    /// Tries every film again that a cause stops.
    package func retry(all code: ReasonCode, actor: String, at: Timestamp) async throws -> Retried {
        try await retry(all: code, of: .all, actor: actor, at: at)
    }

    /// Takes a worker out: dead by its films' possible doing, or giving them back.
    package func dismiss(_ worker: String, rescue: Bool, at: Timestamp) async throws -> Int {
        try await dismiss(worker, rescue ? .death(inHand: nil, blamed: true) : .handBack, at: at)
    }
}

/// What intake came to.
package struct Intake: Sendable {
    package let batch: BatchRecord
    /// The receipt's text as it was given the first time.
    package let receipt: String
    /// False where the batch had been taken in before.
    package let isNew: Bool

    package init(
        batch: BatchRecord, receipt: String, isNew: Bool
    ) {
        self.batch = batch
        self.receipt = receipt
        self.isNew = isNew
    }
}

extension Ledger {
    /// Takes the only decision on a film back.
    package func takeBack(_ film: FilmID, to reason: Reason, actor: String, at: Timestamp) async throws {
        try await takeBack(film, to: reason, leaving: nil, isHeldSince: false, actor: actor, at: at)
    }
}
