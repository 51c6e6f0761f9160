import ArgumentParser
import FilmModel
import Foundation
import MigrationQueue
import StoreSQLite

/// Claims films in groups and finishes them, as a run does, and measures both.
struct Drain: AsyncParsableCommand {
    /// What is done with the films.
    enum Kind: String, ExpressibleByArgument {
        case migrate, verify
        /// Moves alone: claimed to be proved, and put back; no state, no history.
        case moves
        /// Held for a person, as films of which nobody is found.
        case hold
        /// Rejected for a cause that can pass.
        case reject
    }

    @Option var path: String
    @Option var kind = Kind.migrate
    @Option var group = 64
    @Option var seconds = 20.0
    @Option(help: "Stop after so many films; 0: none.") var films = 0
    @Option(help: "Claim-and-finish loops side by side.") var workers = 1

    func run() async throws {
        let ledger = try SQLiteLedger(path: path, create: false)
        let started = ContinuousClock.now
        var all = Samples()
        try await withThrowingTaskGroup(of: Samples.self) { tasks in
            for _ in 0..<workers { tasks.addTask { try await work(ledger, since: started) } }
            let watch = Task { try await guardLog(ledger) }
            defer { watch.cancel() }
            for try await samples in tasks { all.add(samples) }
        }
        let elapsed = ContinuousClock.now - started
        var figures = Figures(what: "\(kind.rawValue) in groups of \(group)")
        figures.films = all.films
        figures.seconds = elapsed / .seconds(1)
        figures.filmsPerSecond = Double(all.films) / figures.seconds
        figures.claimP50 = Figures.quantile(all.claims, 0.5)
        figures.claimP99 = Figures.quantile(all.claims, 0.99)
        figures.finishP50 = Figures.quantile(all.finishes, 0.5)
        figures.finishP99 = Figures.quantile(all.finishes, 0.99)
        figures.walMegabytes = Figures.megabytes(of: path + "-wal")
        figures.peakMegabytes = Figures.peakMemory
        try figures.write()
    }

    private struct Samples {
        var films = 0
        var claims: [Double] = []
        var finishes: [Double] = []

        mutating func add(_ other: Samples) {
            films += other.films
            claims += other.claims
            finishes += other.finishes
        }
    }

    /// As a run does.
    private func guardLog(_ ledger: SQLiteLedger) async throws {
        let logGuard = LogGuard(ledger)
        while true {
            try await Task.sleep(for: LogBlockage.interval)
            for reader in try await logGuard.look()?.ended ?? [] {
                FileHandle.standardError.write(Data("process \(reader.pid) was asked to end\n".utf8))
            }
        }
    }

    private func work(_ ledger: SQLiteLedger, since started: ContinuousClock.Instant) async throws -> Samples
    {
        let worker = WorkerIdentity(id: UUID().uuidString, machine: "bench", boot: "", pid: 1, started: 0)
        try await ledger.register(worker, aliveUntil: Timestamp.now().adding(seconds: 1e6))
        var samples = Samples()
        while ContinuousClock.now - started < .seconds(seconds), films == 0 || samples.films < films {
            let begun = ContinuousClock.now
            let leases = try await ledger.claim(
                kind == .verify || kind == .moves ? .verify : .migrate, films: group, bytes: .max,
                worker: worker.id,
                at: .now())
            let claimed = ContinuousClock.now
            guard !leases.isEmpty else { break }
            let now = Timestamp.now()
            let results = leases.map { lease in
                switch kind {
                case .migrate: Sample.delivered(lease, at: now)
                case .verify: Sample.verified(lease, at: now)
                case .moves: Finish(lease, .handBack)
                case .hold: Finish(lease, .held(Reason(.patientNotFound)))
                case .reject: Finish(lease, .rejected(Reason(.truncated)))
                }
            }
            let carried = ContinuousClock.now
            _ = try await ledger.finish(results, at: now)
            samples.claims.append((claimed - begun).milliseconds)
            samples.finishes.append((.now - carried).milliseconds)
            samples.films += leases.count
        }
        _ = try await ledger.dismiss(worker.id, rescue: false, at: .now())
        return samples
    }
}
