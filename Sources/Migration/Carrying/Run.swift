import Archive
import DICOM
import Duplicates
package import FilmModel
import Foundation
import Glibc
package import Logging
import MigrationQueue
import PatientIndex
import ServiceLifecycle
import UnixSignals

/// One run over a workspace: rescues what dead workers left, proves the archives, carries films until there
/// are none left or a signal stops it.
package struct Run {
    let workspace: Workspace
    let stores: Stores
    let untilIdle: Bool
    let logger: Logger
    /// Ends the process at once: what is still being sent is fenced off by its epoch.
    let end: @Sendable (ExitStatus) -> Never

    package init(
        workspace: Workspace, stores: Stores, untilIdle: Bool, logger: Logger,
        end: @escaping @Sendable (ExitStatus) -> Never
    ) {
        self.workspace = workspace
        self.stores = stores
        self.untilIdle = untilIdle
        self.logger = logger
        self.end = end
    }

    /// What a run came to.
    package struct Summary: Sendable {
        package let end: Feed.End
        /// Films by outcome.
        package let outcomes: [String: Int]
        /// Films that wait all the same: paused, in closed hours, or for their next attempt.
        package let waiting: Int

        /// The outcomes that are told, in order.
        package static let words = [
            "delivered", "verified", "duplicate", "held", "held_again", "rejected", "retry",
        ]

        /// How it ended: `idle`, `stopped` or `unreachable`.
        package var endWord: String {
            switch end {
            case .idle: "idle"
            case .stopped: "stopped"
            case .unreachable: "unreachable"
            }
        }

        package var status: ExitStatus {
            switch end {
            case .stopped: .stopped
            case .unreachable: .unreachable
            case .idle:
                outcomes["held", default: 0] + outcomes["rejected", default: 0] > 0
                    ? .doneWithExceptions : .done
            }
        }
    }

    package func callAsFunction() async throws -> Summary {
        try OpenFileLimit.require()
        DICOMLibrary.keepFreedMemory()
        let lock = try FileLock(workspace.lockPath, busy: .isRunning)
        defer { withExtendedLifetime(lock) {} }
        let hand = try Hand(workspace.handPath)
        try await Rescuer(ledger: stores.ledger, hand: hand, logger: logger).rescue()
        // What an import was killed before.
        let doubted = try await PartingDesk(workspace: workspace, stores: stores, actor: "run").lookAgain()
        if doubted > 0 {
            logger.warning(
                "films are held that were decided while persons were one in the index who are not any more",
                metadata: ["films": "\(doubted)"])
        }
        let lost = try await FollowingDesk(stores: stores, actor: "run").lookAgain()
        if lost > 0 {
            logger.warning(
                "films are held that an archive has under another person's number by now",
                metadata: ["films": "\(lost)"])
        }
        let started = ContinuousClock.now
        let archives = try await provenArchives()
        let destinations = archives.destinations
        defer { withExtendedLifetime(destinations) {} }
        try await tellBegin(destinations.map(\.name))
        let worker = ThisProcess.worker()
        let ledger = stores.ledger
        hand.begin(worker: worker.id)
        try await ledger.register(worker, aliveUntil: Timestamp.now().adding(seconds: LeasePolicy.lifetime))
        let maker = PortraitMaker(workspace: workspace, ledger: ledger)
        let gate = try DuplicateGate(
            stores.fingerprints, portraits: stores.portraits,
            surroundings(maker))
        let feed = Feed(
            ledger: ledger, gate: gate, worker: worker.id, primary: destinations[0].name,
            untilIdle: untilIdle, lanes: workspace.settings.lanes,
            budget: workspace.settings.memoryMegabytes << 20, hand: hand,
            archives: ArchiveWatch(destinations: destinations), pairs: archives.pairs, logger: logger)
        let pipeline = try await pipeline(gate, destinations)
        let lanes = (0..<workspace.settings.lanes).map { CarryingLane($0, pipeline: pipeline) }
        let laterProof = LaterProof(
            ledger: ledger, destinations: destinations,
            desk: ReproofDesk(
                ledger: ledger,
                reprover: Reprover(workspace, stores, destinations, bringing: pipeline),
                stopArchiveAfter: workspace.settings.stopArchiveAfter, actor: worker.id, isScheduled: true,
                logger: logger),
            settings: workspace.settings, pairs: archives.pairs, logger: logger)
        let carrier = Carrier(
            feed: feed, lanes: lanes, finishes: FinishQueue(ledger: ledger), ledger: ledger,
            worker: worker.id, stopArchiveAfter: workspace.settings.stopArchiveAfter,
            laterProof: untilIdle ? laterProof : nil, graceSeconds: workspace.settings.graceSeconds,
            end: end, logger: logger)
        let heartbeat = Heartbeat(
            ledger: ledger, worker: worker.id, feed: feed,
            rescuer: Rescuer(ledger: ledger, hand: nil, logger: logger, except: worker.id), end: end,
            logger: logger)
        do {
            try await serve(carrier, heartbeat, beside: untilIdle ? nil : laterProof)
        } catch {
            _ = try? await ledger.dismiss(worker.id, .handBack, at: .now())
            throw error
        }
        _ = try await ledger.dismiss(worker.id, .handBack, at: .now())
        try await remember(archives)
        try await Receipts(workspace, ledger).refresh()
        let counts = try await ledger.tallies().values.reduce(StateCounts(), +)
        let summary = Summary(
            end: await feed.end ?? .idle, outcomes: await feed.outcomes, waiting: counts.underWay)
        tellEnd(summary, after: .now - started)
        return summary
    }

    /// Runs all until the carrier is done. Groups shut down from the last service to the first, so the
    /// heartbeat stands last: it ends at once.
    private func serve(
        _ carrier: Carrier, _ heartbeat: Heartbeat, beside laterProof: LaterProof?
    ) async throws {
        let logWatch = LogWatch(upkeep: stores.upkeep, logger: logger)
        let writer = ReceiptWriter(receipts: Receipts(workspace, stores.ledger), logger: logger)
        let others: [any Service] = (laterProof.map { [$0] } ?? []) + [writer, logWatch, heartbeat]
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: carrier, successTerminationBehavior: .gracefullyShutdownGroup)
                ] + others.map { .init(service: $0, successTerminationBehavior: .ignore) },
                gracefulShutdownSignals: [.sigterm, .sigint, .sighup], logger: quiet))
        try await group.run()
    }

    /// The service group's own log, which tells an operator nothing.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = .error
        return logger
    }

    private func pipeline(_ gate: DuplicateGate, _ destinations: [Destination]) async throws -> Pipeline {
        let names = try await stores.ledger.trusts().map { ($0.trust, $0.name) }
        return Pipeline(
            workspace: workspace, ledger: stores.ledger, persons: stores.persons,
            written: stores.written, decisions: stores.decisions,
            matcher: Matcher(
                stores.persons,
                routes: Set(workspace.settings.routes.compactMap(NationalNumber.Kind.init(rawValue:)))),
            gate: gate, destinations: destinations,
            institutions: Dictionary(names, uniquingKeysWith: { first, _ in first }))
    }

    /// Keeps who answered of the archives that could not be reached when the run began.
    private func remember(_ archives: Archives) async throws {
        for (record, destination) in zip(archives.records, archives.destinations) where record.identity == nil
        {
            guard let answer = destination.identity.value else { continue }
            try await stores.ledger.record(identity: answer, of: record)
        }
    }
}
