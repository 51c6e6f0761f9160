import Archive
import Dispatch
import FilmModel
import Logging
import MigrationQueue
import ServiceLifecycle

/// What a run does for films that have gone through: asks the archives whether they keep them, and reads verified
/// ones again when it is time. Beside the carrying, or, in a run that ends, behind it.
struct LaterProof: Service {
    let ledger: any ProofLedger
    let destinations: [Destination]
    let desk: ReproofDesk
    let settings: Settings
    let pairs: PairWatch
    let logger: Logger

    /// Films that are asked for from the ledger at once.
    private static let group = 64
    private static let pause = Duration.seconds(5)
    /// How long an archive that is away is left alone, in seconds.
    private static let away = 60.0

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            _ = try await finishDue()
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
        }
    }

    /// The result of a pass.
    struct Outcome: Sendable {
        /// Films that were held.
        var held = 0
        /// Films that were brought to an archive which never had them.
        var brought = 0
        /// Whether a signal came before all that was due was done.
        var isInterrupted = false
    }

    /// Does all that is due.
    func finishDue() async throws -> Outcome {
        var outcome = Outcome()
        for destination in destinations where destination.listener != nil {
            while try await askCommitment(destination, &outcome) {
                guard !Task.isShuttingDownGracefully else {
                    outcome.isInterrupted = true
                    return outcome
                }
            }
        }
        try await readAgain(&outcome)
        if outcome.brought > 0 {
            logger.notice(
                "verified films were brought to an archive that never had them",
                metadata: ["films": "\(outcome.brought)"])
        }
        return outcome
    }

    /// Asks for one batch of instances; false where none is due.
    private func askCommitment(_ destination: Destination, _ outcome: inout Outcome) async throws -> Bool {
        let now = Timestamp.now()
        let due = try await ledger.dueCommitments(
            of: destination.name, at: now, limit: StorageCommitment.batch)
        guard !due.isEmpty else { return false }
        let commitment = StorageCommitment(destination, seconds: Double(settings.commitmentSeconds))
        let answer = await withCheckedContinuation { done in
            DispatchQueue.global().async {
                done.resume(returning: commitment.request(due.map(\.sopInstanceUID)))
            }
        }
        var verdicts: [FilmID: CommitmentVerdict] = [:]
        switch answer {
        case .verdicts(let found):
            try await ArchiveAnswers(ledger: ledger, logger: logger).answered([destination.name])
            for each in due {
                verdicts[each.film] = found[each.sopInstanceUID].map(CommitmentVerdict.init) ?? .unanswered
            }
        case .notOffered:
            logger.notice(
                "the archive takes storage commitment no more", metadata: ["archive": "\(destination.name)"])
            try await ledger.record(commits: false, of: destination.name)
            return false
        case .unavailable(let message):
            logger.warning("\(message)", metadata: ["archive": "\(destination.name)"])
            for each in due { verdicts[each.film] = .unanswered }
        }
        let held = try await ledger.settle(
            verdicts, of: destination.name, next: now.adding(seconds: Self.away * 10), actor: desk.actor,
            at: .now())
        outcome.held += held.count
        logger.notice(
            "storage commitment",
            metadata: [
                "archive": "\(destination.name)",
                "committed": "\(verdicts.values.count { $0 == .committed })", "held": "\(held.count)",
                "unanswered": "\(verdicts.values.count { $0 == .unanswered })",
            ])
        return true
    }

    /// Reads again what is due, while every archive may be used.
    private func readAgain(_ outcome: inout Outcome) async throws {
        var pace = ReadingPace(megabytesPerSecond: settings.readAgainMegabytes)
        while try await archivesAreOpen() {
            let films = try await ledger.dueRechecks(at: .now(), limit: Self.group)
            guard !films.isEmpty else { return }
            for film in films {
                try await pace.wait(for: film.cost)
                guard !Task.isShuttingDownGracefully, !Task.isCancelled else {
                    outcome.isInterrupted = true
                    return
                }
                switch try await desk.prove(film) {
                case .equal(let stores):
                    outcome.brought += stores.contains { $0.method != "read-back" } ? 1 : 0
                case .lacking: continue
                case .differs, .refused: outcome.held += 1
                case .unavailable:
                    return try await ledger.postpone(
                        rechecks: films.map(\.id), until: Timestamp.now().adding(seconds: Self.away))
                }
            }
        }
    }

    /// One that is paused because films came back different is read on, so that all that is wrong comes out.
    private func archivesAreOpen() async throws -> Bool {
        guard await pairs.isSettled else { return false }
        let closed = try await ledger.closed(at: .now())
        return try await ledger.destinations().allSatisfy {
            (!$0.paused || $0.differences >= settings.stopArchiveAfter) && !closed.contains(.archive($0.name))
                && !closed.contains(.all)
        }
    }
}

extension CommitmentVerdict {
    fileprivate init(_ verdict: StorageCommitment.Verdict) {
        self =
            switch verdict {
            case .committed: .committed
            case .failed(let reason): .failed(reason: reason)
            case .unanswered: .unanswered
            }
    }
}
