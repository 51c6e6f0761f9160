import ArgumentParser

/// Drives a ledger without films: what scripts/bench measures, and what the crash tests kill.
@main
struct LedgerDrill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "LedgerDrill", abstract: "Drives a ledger without films, to measure it or to kill it.",
        subcommands: [Load.self, Drain.self, Look.self, Churn.self])
}
