/// The files of a plan's folder (INTERFACES: The plan).
package enum PlanFile: String, CaseIterable, Sendable {
    case clusters = "clusters.csv"
    case shas = "shas.csv"
    case trusts = "trusts.csv"
    case schedule = "schedule.csv"
    case benefits = "benefits.csv"
    case cash = "cash.csv"
    case days = "days.csv"
    case teams = "teams.csv"

    /// The file's name in the plan's folder.
    package var name: String { rawValue }

    /// Whether there is no plan without it. An absent file of the others has no lines.
    package var isRequired: Bool {
        switch self {
        case .clusters, .shas, .trusts: true
        case .schedule, .benefits, .cash, .days, .teams: false
        }
    }

    /// The columns that must be there. The others of INTERFACES may be left out, as their cells may.
    var requiredColumns: [String] {
        switch self {
        case .clusters: ["cluster", "start_month", "months", "lsp_price"]
        case .shas: ["sha", "cluster"]
        case .trusts: ["trust", "sha", "films_to_migrate"]
        case .schedule: ["trust", "month", "planned_films"]
        case .benefits: ["trust", "benefit", "class", "trigger", "amount"]
        case .cash: ["level", "code", "month", "kind", "amount"]
        case .days: ["trust", "activity", "days"]
        case .teams: ["level", "code", "role", "name"]
        }
    }

    /// Every column that is read.
    var columns: [String] {
        let optional =
            switch self {
            case .clusters: ["name", "contractor_days_per_trust", "extra_day_price"]
            case .shas: ["name"]
            case .trusts:
                ["name", "community", "opted_out", "go_live_month", "volume_commitment", "examinations"]
            case .benefits: ["from_month", "owner", "source"]
            case .schedule, .cash, .days, .teams: [String]()
            }
        return requiredColumns + optional
    }
}
