import BenefitPlan
import FilmModel
import MigrationQueue

/// Joins the plan in force with what the ledger has verified.
struct ReportMaker {
    let workspace: Workspace
    let ledger: any Ledger

    /// The report as of a day (`YYYY-MM-DD`), or of today.
    func report(asOf: String?) async throws -> ProgressReport {
        let plan = try PlanStore(workspace).current().plan
        guard let day = asOf.map({ CalendarDay($0) }) ?? CalendarDay(Timestamp.now()) else {
            throw WorkspaceError.usage("that is no day", remedy: "write YYYY-MM-DD")
        }
        var verified: [TrustID: [Month: Int]] = [:]
        for (trust, days) in try await ledger.verifiedByDay() {
            for (date, films) in days {
                guard let month = Month(String(date.prefix(7))) else { continue }
                verified[trust, default: [:]][month, default: 0] += films
            }
        }
        let progress = Progress(asOf: day, verified: verified, films: try await ledger.tallies())
        return try ProgressReport(plan: plan, progress: progress)
    }
}
