import ArgumentParser
import FilmModel
import MigrationQueue
import StoreSQLite

/// Takes batches in until a ledger is as deep as asked: the figure for intake of rows.
struct Load: AsyncParsableCommand {
    @Option var path: String
    @Option(help: "Films to take in.") var films: Int
    @Option var trusts = 250
    @Option(help: "Films a batch.") var batch = 5000
    @Option(help: "Number of the first batch of each Trust.") var from = 0

    func run() async throws {
        let ledger = try SQLiteLedger(path: path, create: true)
        let codes = Sample.trusts(trusts)
        for trust in codes { try await ledger.add(TrustRecord(trust: trust, name: trust.code)) }
        var figures = Figures(what: "intake")
        var spent = Duration.zero
        var number = 0
        while figures.films < films {
            // The first Trust has half of all films.
            let trust = number.isMultiple(of: 2) ? codes[0] : codes[1 + (number / 2) % (codes.count - 1)]
            let delivery = Sample.delivery(
                trust, number: from + number, films: min(batch, films - figures.films))
            let started = ContinuousClock.now
            _ = try await ledger.takeIn(delivery, at: .now()) { _ in "receipt" }
            spent += .now - started
            figures.films += delivery.films.count
            number += 1
        }
        figures.seconds = spent / .seconds(1)
        figures.filmsPerSecond = Double(figures.films) / figures.seconds
        figures.peakMegabytes = Figures.peakMemory
        try figures.write()
    }
}
