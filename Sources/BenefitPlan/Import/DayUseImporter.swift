import FilmModel
package import Foundation
import Tables

/// Reads used contractor days: `trust,activity,day,days`, all or nothing, with every fault. Days after `last`
/// can't have been used.
package enum DayUseImporter {
    package static func read(_ data: Data, name: String, plan: Plan, last: CalendarDay) throws -> [DayUse] {
        let columns = ["trust", "activity", "day", "days"]
        let table = try CSVTable(data, name: name, known: Set(columns))
        try table.require(columns)
        let faults = FaultList()
        let known = Set(plan.trusts.map(\.id))
        let uses = table.rows.compactMap { row -> DayUse? in
            let reader = RowReader(file: .days, row: row, faults: faults)
            let trust = reader.trustID("trust")
            if let trust, !known.contains(trust) {
                reader.fault("trust", "\(trust) is not in the plan", remedy: "correct the code")
            }
            let activity = reader.text("activity")
            let days = reader.count("days", in: 0...DayUse.most)
            let cell = reader.text("day")
            let day = cell.flatMap { CalendarDay($0) }
            if let cell, day == nil {
                reader.fault(
                    "day", "\(PlanFault.quoted(cell)) is no day", remedy: "write it as YYYY-MM-DD")
            }
            if let cell, let day, day > last {
                reader.fault(
                    "day", "\(PlanFault.quoted(cell)) lies in the future",
                    remedy: "enter days once they are used")
            }
            guard let trust, let activity, let day, let days else { return nil }
            return DayUse(trust: trust, activity: activity, day: day, days: days)
        }
        guard faults.isEmpty else { throw PlanImportError(faults, of: name) }
        return uses
    }
}
