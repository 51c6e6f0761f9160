/// What a benefit line has brought up to a day, by what happened and not by what was planned.
///
/// - `per_film`: the amount for each film that was verified, whenever that was, or from `from_month` on;
/// - `store_empty`: the amount for each month from the one in which the last of the Trust's films left the
///   store: verified, or the duplicate of a film that is. Nothing before, since rent ends in a step;
/// - `go_live` and `month`: by the plan's dates, since nothing else proves them: the amount for each month
///   from go-live, and once in `from_month`.
///
/// A monthly line starts no earlier than its `from_month`, and each month counts from its first day. The
/// plan's last month does not end what is realised.
struct RealisedBenefit {
    let line: BenefitLine
    let trust: Trust
    /// The films verified by month, up to the day; of a `per_film` line with a `from_month`, those from then on.
    let verified: FilmSchedule
    /// The month in which the store was emptied; nil while it is not.
    let storeEmptied: Month?

    init(line: BenefitLine, trust: Trust, verified: FilmSchedule, storeEmptied: Month?) {
        self.line = line
        self.trust = trust
        self.verified = line.trigger == .perFilm ? verified.counted(from: line.fromMonth) : verified
        self.storeEmptied = storeEmptied
    }

    func total(by day: CalendarDay) throws(MoneyOverflow) -> Pence {
        switch line.trigger {
        case .perFilm: return try line.amount * verified.total
        case .month: return line.fromMonth.map { $0 <= day.month } == true ? line.amount : .zero
        case .goLive, .storeEmpty:
            guard let start, start <= day.month else { return .zero }
            return try line.amount * (start.distance(to: day.month) + 1)
        }
    }

    /// What one month, up to that of the day, has brought.
    func amount(in month: Month) throws(MoneyOverflow) -> Pence {
        switch line.trigger {
        case .perFilm: try line.amount * verified[month]
        case .month: month == line.fromMonth ? line.amount : .zero
        case .goLive, .storeEmpty: start.map { $0 <= month } == true ? line.amount : .zero
        }
    }

    /// The first month that a monthly line pays for.
    private var start: Month? {
        switch line.trigger {
        case .goLive: PlannedBenefit.later(trust.goLiveMonth, line.fromMonth)
        case .storeEmpty: storeEmptied.map { max($0, line.fromMonth ?? $0) }
        case .perFilm, .month: nil
        }
    }
}
