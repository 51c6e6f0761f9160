/// What has changed since an earlier day: the additive figures of each unit, now less then.
package struct Since: Sendable, Hashable, Encodable {
    package struct Change: Sendable, Hashable, Encodable {
        package let level: PlanLevel
        package let code: String
        package let verifiedFilms: Int
        package let dueFilms: Int
        package let realisedCashReleasing: Pence
        package let plannedCashReleasing: Pence

        enum CodingKeys: String, CodingKey {
            case level, code
            case verifiedFilms = "verified_films"
            case dueFilms = "due_films"
            case realisedCashReleasing = "realised_cash_releasing_pence"
            case plannedCashReleasing = "planned_cash_releasing_to_date_pence"
        }
    }

    package let day: CalendarDay
    package private(set) var changes: [Change] = []

    init(from earlier: ProgressReport, to later: ProgressReport) throws(MoneyOverflow) {
        day = earlier.asOf
        for row in later.rows {
            guard let before = earlier.row(row.level, row.code) else { continue }
            changes.append(
                Change(
                    level: row.level, code: row.code, verifiedFilms: row.verifiedFilms - before.verifiedFilms,
                    dueFilms: row.figures.dueFilms - before.figures.dueFilms,
                    realisedCashReleasing: try row.figures.realised.cashReleasing
                        - before.figures.realised.cashReleasing,
                    plannedCashReleasing: try row.figures.plannedToDate.cashReleasing
                        - before.figures.plannedToDate.cashReleasing))
        }
    }
}
