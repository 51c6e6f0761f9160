import Archive
import Bags
import BenefitPlan
import Community
import DICOM
import FilmModel
import Foundation
import Logging
import Migration
import MigrationQueue
import PatientIndex

/// The demonstration: two private archives, a community of synthetic films, and the same way that real ones
/// go, command by command.
struct DemoShow {
    /// Where the results are left.
    let folder: String
    let seed: UInt64
    let keep: Bool
    private let started = ContinuousClock.now

    init(folder: String, seed: UInt64, keep: Bool) {
        self.folder = folder
        self.seed = seed
        self.keep = keep
    }

    /// A file that says that a folder is a demonstration's, and may be replaced by the next one.
    private var marker: String { folder + "/.filmmigrate-demo" }

    func run() async throws {
        try prepareFolder()
        try DICOMLibrary.start()
        tell("starting two private archives, and drawing the films of three Trusts")
        let archives = try await startArchives()
        do {
            try await carry(archives)
        } catch {
            for archive in archives { await archive.stop() }
            throw error
        }
        for archive in archives {
            if keep { archive.detach() } else { await archive.stop() }
        }
        if !keep { try? FileManager.default.removeItem(atPath: folder + "/workspace") }
        if !keep { try? FileManager.default.removeItem(atPath: folder + "/community") }
        for archive in archives where !keep { try? FileManager.default.removeItem(atPath: archive.folder) }
    }

    private func prepareFolder() throws {
        let files = FileManager.default
        if files.fileExists(atPath: folder) {
            guard files.fileExists(atPath: marker) else {
                throw WorkspaceError.usage(
                    "\(folder) exists and is no earlier demonstration's",
                    remedy: "name another folder with --output")
            }
            do { try files.removeItem(atPath: folder) } catch { throw WorkspaceError.cannotWrite(folder) }
        }
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data().write(to: URL(filePath: marker))
        } catch {
            throw WorkspaceError.cannotWrite(folder)
        }
    }

    private func startArchives() async throws -> [PrivateOrthanc] {
        let title = Settings().callingAETitle
        let primary = try await PrivateOrthanc.start(
            folder: folder + "/archive-primary", name: "primary", callingAETitle: title)
        do {
            let copy = try await PrivateOrthanc.start(
                folder: folder + "/archive-second-copy", name: "second-copy", callingAETitle: title)
            return [primary, copy]
        } catch {
            await primary.stop()
            throw error
        }
    }

    private func carry(_ archives: [PrivateOrthanc]) async throws {
        let today = PartialDate(Timestamp.now().londonDay)
        guard let today else {
            throw WorkspaceError.usage("the clock shows no date", remedy: "set the clock")
        }
        let community = DemoCommunity(seed: seed, filmSize: .full, today: today)
        let files = try community.write(to: folder + "/community")
        _ = try Workspace.create(at: folder + "/workspace")
        let workspace = try Workspace(at: folder + "/workspace")
        let stores = try workspace.open()
        try await register(archives, workspace, stores.ledger)
        try await load(community, files, workspace, stores)
        let refusals = try await takeIn(files.bags, workspace, stores.ledger)
        tell("carrying the films: scan, person, duplicate, instance, archive, read-back from both")
        let summary = try await showingProgress(stores.ledger) {
            try await Run(
                workspace: workspace, stores: stores, untilIdle: true, logger: Self.quiet,
                end: { ProcessEnd.now($0) })()
        }
        if case .unreachable(let message) = summary.end {
            throw WorkspaceError(
                message: message, remedy: "see the archives' logs in \(folder)", exitStatus: .unreachable)
        }
        let closing = DemoClosing(folder: folder, workspace: workspace, ledger: stores.ledger, keep: keep)
        try await closing.tell(
            archives, refusals: refusals, seconds: (ContinuousClock.now - started) / .seconds(1))
    }

    /// Registers each archive and proves it to be the one that was started: its sockets are its own
    /// process's, and it answers to its made-up title and to no other.
    private func register(
        _ archives: [PrivateOrthanc], _ workspace: Workspace, _ ledger: any ProofLedger
    ) async throws {
        let prover = ArchiveProver(workspace: workspace, ledger: ledger, logger: Self.quiet)
        for (archive, role) in zip(archives, [DestinationRecord.Role.primary, .secondCopy]) {
            let record = DestinationRecord(
                name: archive.name, aeTitle: archive.aeTitle, host: "127.0.0.1", port: archive.dicomPort,
                role: role)
            try await ledger.add(record)
            let proof = try await prover.prove(record).proof
            guard archive.ownsItsPorts, proof.checksCalledAETitle else {
                throw PeerError.silent(archive.name)
            }
            tell(
                "  \(archive.name): Orthanc, process \(archive.pid), \(record.aeTitle)@127.0.0.1:\(record.port), proved"
            )
        }
    }

    private func load(
        _ community: DemoCommunity, _ files: DemoCommunity.Files, _ workspace: Workspace,
        _ stores: Stores
    ) async throws {
        for trust in community.trusts {
            guard let code = TrustID(trust.code) else { continue }
            try await stores.ledger.add(TrustRecord(trust: code, name: trust.name))
        }
        let index = FileManager.default.contents(atPath: files.index) ?? Data()
        let summary = try await stores.persons.importFile(index, name: "index.csv")
        let plan = try PlanStore(workspace).take(
            files.plan, by: "demo", reason: "demonstration", at: .now()
        ).plan
        tell(
            "  \(summary.added.counted("person")) in the index; a plan for \(plan.trusts.count.counted("Trust")) is in force"
        )
    }

    /// Takes the bags in; answers what was refused.
    private func takeIn(_ bags: [String], _ workspace: Workspace, _ ledger: any ProofLedger) async throws
        -> [BagRefusal]
    {
        let desk = IntakeDesk(workspace: workspace, ledger: ledger, actor: .commandLine("demo"))
        var refusals: [BagRefusal] = []
        for bag in bags {
            switch try await desk.take(bag) {
            case .taken(let receipt, _, _):
                tell(
                    "  batch \(receipt.batch) of \(receipt.bureau): \(receipt.counts.received.counted("film")) for \(receipt.trust)"
                )
            case .refused(let refusal):
                refusals.append(refusal)
                tell("  batch \(refusal.number ?? refusal.bag): refused, the bag is not whole")
            }
        }
        return refusals
    }

    /// Shows the count of verified films while the run goes on, where a person watches.
    private func showingProgress<T: Sendable>(
        _ ledger: any Ledger, _ work: @Sendable () async throws -> T
    ) async throws -> T {
        let bar = Task {
            while !Task.isCancelled {
                let all = ((try? await ledger.tallies()) ?? [:]).values.reduce(StateCounts(), +)
                ProgressLine.show(all.received - all.underWay, of: all.received)
                try? await Task.sleep(for: .milliseconds(200))
            }
            ProgressLine.end()
        }
        defer { bar.cancel() }
        let result = try await work()
        bar.cancel()
        await bar.value
        return result
    }

    private func tell(_ line: String) { Output.message(line) }

    private static var quiet: Logger {
        var logger = Logger(label: "demo")
        logger.logLevel = .error
        return logger
    }
}
