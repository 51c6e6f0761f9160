package import BenefitPlan
package import FilmModel

/// Used contractor days as they were entered: what, by whom, when.
package struct DayUseEntry: Codable {
    package let days: [DayUse]
    let at: Timestamp
    let by: String
    let note: String?

    package init(
        days: [DayUse], at: Timestamp, by: String, note: String?
    ) {
        self.days = days
        self.at = at
        self.by = by
        self.note = note
    }
}
