package import BenefitPlan
import Digitise
import FilmModel
package import MigrationQueue

/// Joins the plan that was in force with what the ledger had verified, at a day.
package struct ReportMaker {
    let workspace: Workspace
    let ledger: any ReportingLedger
    var seed = Progress.defaultSeed
    /// A version of the plan, where not the one in force.
    var planVersion: Int?

    package init(
        workspace: Workspace, ledger: any ReportingLedger, seed: UInt64 = Progress.defaultSeed,
        planVersion: Int? = nil
    ) {
        self.workspace = workspace
        self.ledger = ledger
        self.seed = seed
        self.planVersion = planVersion
    }

    /// The report as of a day (`YYYY-MM-DD`), or of today, with the change since an earlier day.
    package func report(asOf: String?, since: String? = nil) async throws -> ProgressReport {
        let (day, today) = try Self.day(asOf)
        guard day <= today else {
            throw WorkspaceError.usage(
                "--as-of \(day) lies in the future", remedy: "name today, \(today), or a day before")
        }
        let past = day < today
        var report = try await report(on: day, past: past, plan: nil)
        if let since {
            let earlier = try Self.day(since).day
            guard earlier < day else {
                throw WorkspaceError.usage(
                    "--since \(since) is not before the report's day \(day)", remedy: "name an earlier day")
            }
            // The same plan on both days: what changed is the films', not the plan's.
            try report.compare(since: await self.report(on: earlier, past: true, plan: report))
        }
        return report
    }

    private func report(
        on day: CalendarDay, past: Bool, plan given: ProgressReport?
    ) async throws -> ProgressReport {
        let store = PlanStore(workspace)
        let version = planVersion ?? given?.source.planVersion
        let plan: Plan
        var source = ReportSource()
        if let version {
            plan = try store.plan(version)
            source.planVersion = version
            source.planImportedAt = try store.versions().first { $0.version == version }?.importedAt
        } else {
            let (inForce, version, remark) = try store.inForce(on: day)
            plan = inForce
            source.planVersion = version.version
            source.planImportedAt = version.importedAt
            if let remark { source.remarks.append(remark) }
        }
        source.planDigest = PlanRecords(plan).digest
        source.dataTime = past ? Timestamp.end(ofLondonDay: day.description) : .now()
        // What was signed or entered after the day was not known on it.
        let signatures = try store.signatures().filter { $0.at.londonDay <= day.description }
        return try ProgressReport(
            plan: plan, progress: try await progress(on: day, past: past), source: source,
            signatures: signatures, known: Set(try await ledger.trusts().map(\.trust)))
    }

    /// What the ledger and the workspace know of a day.
    package func progress(on day: CalendarDay, past: Bool) async throws -> Progress {
        let last = past ? day.description : nil
        var progress = Progress(asOf: day, verified: [:], seed: seed)
        for (trust, flow) in try await ledger.flow(through: last) {
            progress.verified[trust] = Self.days(flow.verified)
            progress.accounted[trust] = Self.days(flow.accounted)
            progress.open[trust] = Self.days(flow.open)
            progress.again[trust] = Self.days(flow.again)
        }
        for standing in try await ledger.standing(on: last) {
            progress.films[standing.trust] =
                (progress.films[standing.trust] ?? StateCounts()) + standing.films
            progress.batches.append(
                BatchProgress(batch: standing.batch, trust: standing.trust, films: standing.films))
        }
        if !past {
            progress.paperKept = try await ledger.paperKept(for: workspace.settings.checks.keepsPaper)
        }
        // A Trust that has had no film is known to have none.
        for trust in try await ledger.trusts() where progress.films[trust.trust] == nil {
            progress.films[trust.trust] = StateCounts()
        }
        // Days that were entered after the day were not known on it.
        progress.daysUsed = try PlanStore(workspace).daysUsed()
            .filter { entry in last.map { entry.at.londonDay <= $0 } ?? true }.flatMap(\.days)
        let confirmations = try PlanStore(workspace).confirmations()
            .filter { entry in last.map { entry.at.londonDay <= $0 } ?? true }
        progress.confirmations = Dictionary(grouping: confirmations, by: \.trust)
        return progress
    }

    private static func days(_ films: [String: Int]) -> [CalendarDay: Int] {
        Dictionary(
            uniqueKeysWithValues: films.compactMap { day, count in CalendarDay(day).map { ($0, count) } })
    }

    /// The day that was asked for, and today.
    package static func day(_ text: String?) throws -> (day: CalendarDay, today: CalendarDay) {
        // Without zone data every day of summer would end an hour late.
        guard Timestamp.london != nil else { throw WorkspaceError.noTimeZone }
        let today = CalendarDay(Timestamp.now())
        guard let day = text.map({ CalendarDay($0) }) ?? today, let today else {
            throw WorkspaceError.usage("that is no day", remedy: "write YYYY-MM-DD")
        }
        return (day, today)
    }
}
