/// What has changed since an earlier day: the additive figures of each unit, now less then.
package struct Since: Sendable, Hashable, Encodable {
    package struct Change: Sendable, Hashable, Encodable {
        package let level: PlanLevel
        package let code: String
        package let verifiedFilms: Int
        package let dueFilms: Int
        /// What has come, and its parts by what proves it: films, a named person's word, or the plan's dates alone.
        package let realisedCashReleasing: Pence
        package let provenByFilms: Pence
        package let confirmed: Pence
        package let unconfirmed: Pence
        package let plannedCashReleasing: Pence

        /// The changes as every form shows them, in the order of ``columns`` and ``titles``.
        var values: [FigureValue] {
            [
                .count(verifiedFilms), .count(dueFilms), .money(realisedCashReleasing),
                .money(provenByFilms), .money(confirmed), .money(unconfirmed), .money(plannedCashReleasing),
            ]
        }

        static let columns = [
            "verified_films", "due_films", "realised_cash_releasing", "realised_by_films_cash_releasing",
            "realised_confirmed_cash_releasing", "realised_unconfirmed_cash_releasing",
            "planned_cash_releasing_to_date",
        ]
        static let titles = [
            "Verified", "Fell due", "Come", "Proven by films", "Confirmed", "By dates, not confirmed",
            "Planned by now",
        ]

        enum CodingKeys: String, CodingKey {
            case level, code
            case verifiedFilms = "verified_films"
            case dueFilms = "due_films"
            case realisedCashReleasing = "realised_cash_releasing_pence"
            case provenByFilms = "realised_by_films_cash_releasing_pence"
            case confirmed = "realised_confirmed_cash_releasing_pence"
            case unconfirmed = "realised_unconfirmed_cash_releasing_pence"
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
            let (now, then) = (row.figures, before.figures)
            changes.append(
                Change(
                    level: row.level, code: row.code, verifiedFilms: row.verifiedFilms - before.verifiedFilms,
                    dueFilms: now.dueFilms - then.dueFilms,
                    realisedCashReleasing: try now.realised.cashReleasing - then.realised.cashReleasing,
                    provenByFilms: try now.provenByFilms.cashReleasing - then.provenByFilms.cashReleasing,
                    confirmed: try now.confirmed.cashReleasing - then.confirmed.cashReleasing,
                    unconfirmed: try now.unconfirmed(.cashReleasing) - then.unconfirmed(.cashReleasing),
                    plannedCashReleasing: try now.plannedToDate.cashReleasing
                        - then.plannedToDate.cashReleasing))
        }
    }
}
