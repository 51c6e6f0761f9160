import BenefitPlan
import FilmModel

/// Used contractor days as they were entered: what, by whom, when.
struct DayUseEntry: Codable {
    let days: [DayUse]
    let at: Timestamp
    let by: String
    let note: String?
}
