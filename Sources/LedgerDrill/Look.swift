import ArgumentParser
import FilmModel
import MigrationQueue
import StoreSQLite

/// Reads what `status` reads, and chooses what a claim would choose, again and again.
struct Look: AsyncParsableCommand {
    @Option var path: String
    @Option var rounds = 50

    func run() async throws {
        let ledger = try SQLiteLedger(path: path, create: false)
        var samples: [Double] = []
        for _ in 0..<rounds {
            let started = ContinuousClock.now
            _ = try await ledger.trusts()
            _ = try await ledger.tallies()
            _ = try await ledger.verifiedSince(Timestamp.now().adding(seconds: -3600))
            samples.append((ContinuousClock.now - started).milliseconds)
        }
        var choices: [Double] = []
        for _ in 0..<rounds {
            let started = ContinuousClock.now
            _ = try await ledger.rehearse(.migrate, films: 64, at: .now())
            choices.append((ContinuousClock.now - started).milliseconds)
        }
        var figures = Figures(what: "status; fair choice of 64")
        figures.finishP50 = Figures.quantile(choices, 0.5)
        figures.finishP99 = Figures.quantile(choices, 0.99)
        figures.claimP50 = Figures.quantile(samples, 0.5)
        figures.claimP99 = Figures.quantile(samples, 0.99)
        figures.peakMegabytes = Figures.peakMemory
        try figures.write()
    }
}
