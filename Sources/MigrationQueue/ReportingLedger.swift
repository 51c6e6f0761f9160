package import FilmModel

/// What reports ask of a ledger: which films stood where at the end of any past day. Apart from ``Ledger``,
/// since no film's way depends on it.
package protocol ReportingLedger: Ledger {
    /// Films per batch and state at the end of a day in London (`YYYY-MM-DD`), or now.
    func standing(on day: String?) async throws -> [BatchStanding]
    /// Films that entered a state less those that left it, per Trust and day, up to a day: `verified`, and
    /// those accounted for otherwise (duplicates of verified films; what was rejected or cancelled is not, nor the
    /// same scan in another delivery), those that are open, and the scans delivered again.
    func flow(through day: String?) async throws -> [TrustID: FilmFlow]
    /// Verified films of each Trust with one of these remarks on the scan, and that nobody has looked at since.
    func paperKept(for codes: [ReasonCode]) async throws -> [TrustID: Int]
}
