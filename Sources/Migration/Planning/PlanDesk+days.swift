package import BenefitPlan
import FilmModel
import Foundation

extension PlanDesk {
    /// Used contractor days that a person enters.
    package enum UsedDays {
        /// Of one Trust and activity, on a day or today: all but the day belong together.
        case typed(trust: String?, activity: String?, days: Int?, day: String?)
        /// A CSV file of them.
        case file(String)
    }

    /// What was entered.
    package struct Entered {
        package let uses: [DayUse]
        /// What the person should look at again.
        package let remarks: [String]
    }

    /// Enters used contractor days; nil where none are stated. Throws `PlanImportError` with every fault of a file.
    package func enter(_ used: UsedDays, note: String?) throws -> Entered? {
        let note = try PlainOption.reason("--note", note)
        let plan = try store.current().plan
        guard let uses = try uses(used, plan) else { return nil }
        try actor.require(.finance)
        let before = try store.daysUsed().flatMap(\.days)
        for use in uses {
            guard let there = use.overdrawn(before) else { continue }
            throw WorkspaceError.usage(
                "--days \(use.days) takes back more than the \(there.counted("day")) that "
                    + "\(use.trust) has entered for \(use.activity) by \(use.day)",
                remedy: "take back at most what was entered, on its day or later: `plan days` lists it")
        }
        let remarks = DayUse.remarks(on: uses, plan: plan, before: before)
        try store.use(DayUseEntry(days: uses, at: .now(), by: actor.name, note: note))
        return Entered(uses: uses, remarks: remarks)
    }

    private func uses(_ used: UsedDays, _ plan: Plan) throws -> [DayUse]? {
        switch used {
        case .file(let file):
            return try DayUseImporter.read(
                try RegularFile.read(given: file), name: URL(filePath: file).lastPathComponent, plan: plan,
                last: ReportMaker.day(nil).today)
        case .typed(let trust, let activity, let days, let day):
            guard trust != nil || activity != nil || days != nil else { return nil }
            guard let trust, let activity = try PlainOption.name("--activity", activity), let days else {
                throw WorkspaceError.usage(
                    "--trust, --activity and --days belong together", remedy: "give all three")
            }
            return [try use(of: trust, activity, days, on: day, plan)]
        }
    }

    private func use(
        of trust: String, _ activity: String, _ days: Int, on day: String?, _ plan: Plan
    ) throws -> DayUse {
        let id = try TrustID(typed: trust)
        guard plan.trusts.contains(where: { $0.id == id }) else {
            throw WorkspaceError.notFound(
                "the plan has no Trust \(id)", remedy: "see `filmmigrate plan show`")
        }
        guard (-DayUse.most...DayUse.most).contains(days) else {
            throw WorkspaceError.usage(
                "--days \(days) is more than \(DayUse.most)", remedy: "enter what was used")
        }
        let (day, today) = try ReportMaker.day(day)
        guard day <= today else {
            throw WorkspaceError.usage(
                "--day \(day) lies in the future", remedy: "enter days once they are used")
        }
        return DayUse(trust: id, activity: activity, day: day, days: days)
    }
}
