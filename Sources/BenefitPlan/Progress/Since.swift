/// What has changed since an earlier day: the additive figures of each unit, now less then.
package struct Since: Sendable, Hashable, Encodable {
    package struct Change: Sendable, Hashable, Encodable {
        package let level: PlanLevel
        package let code: String
        package let verifiedFilms: Int
        package let dueFilms: Int
        package let realisedCashReleasing: Pence
        package let plannedCashReleasing: Pence

        /// The changes as every form shows them, in the order of ``columns`` and ``titles``.
        var values: [FigureValue] {
            [
                .count(verifiedFilms), .count(dueFilms), .money(realisedCashReleasing),
                .money(plannedCashReleasing),
            ]
        }

        static let columns = [
            "verified_films", "due_films", "realised_cash_releasing", "planned_cash_releasing_to_date",
        ]
        static let titles = ["Verified", "Fell due", "Cash-releasing, realised", "Cash-releasing, planned"]

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

    func change(of row: ReportRow) -> Change? {
        changes.first { $0.level == row.level && $0.code == row.code }
    }

    /// The changes of these units alone.
    func limited(to rows: [ReportRow]) -> Since {
        var limited = self
        limited.changes = rows.compactMap(change)
        return limited
    }

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
