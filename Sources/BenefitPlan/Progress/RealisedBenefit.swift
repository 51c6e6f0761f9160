/// What a benefit line has brought up to a day, by what happened and not by what was planned.
///
/// - `per_film`: the amount for each film that was verified, whenever that was;
/// - `store_empty`: the amount for each month from the one in which the last of the Trust's films was
///   verified, that month included; nothing before, since rent ends in a step;
/// - `go_live` and `month`: by the plan's dates, since nothing else proves them: the amount for each month
///   from go-live, and once in `from_month`.
///
/// A monthly line starts no earlier than its `from_month`, and each month counts from its first day. The
/// plan's last month does not end what is realised.
struct RealisedBenefit {
    let line: BenefitLine
    let trust: Trust
    /// The films verified by month, up to the day.
    let verified: FilmSchedule

    func total(by day: CalendarDay) throws(MoneyOverflow) -> Pence {
        switch line.trigger {
        case .perFilm: return try line.amount * verified.total
        case .month: return line.fromMonth.map { $0 <= day.month } == true ? line.amount : .zero
        case .goLive:
            return try monthly(from: PlannedBenefit.later(trust.goLiveMonth, line.fromMonth), by: day)
        case .storeEmpty:
            guard let emptied = storeEmptied else { return .zero }
            return try monthly(from: PlannedBenefit.later(emptied, line.fromMonth), by: day)
        }
    }

    /// The month in which the last film left the store. Only `verified` lets a paper film go.
    private var storeEmptied: Month? {
        trust.filmsToMigrate > 0 ? verified.month(reaching: trust.filmsToMigrate) : nil
    }

    private func monthly(from start: Month?, by day: CalendarDay) throws(MoneyOverflow) -> Pence {
        guard let start, start <= day.month else { return .zero }
        return try line.amount * (start.distance(to: day.month) + 1)
    }
}
