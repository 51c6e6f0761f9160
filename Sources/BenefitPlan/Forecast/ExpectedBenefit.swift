/// What a benefit line is expected to bring, month by month: what it has brought up to the report's day, and
/// afterwards what follows if the last film is done on the day that the forecast says.
///
/// - `per_film`: the films that are left, less the share that the measured films lose as duplicates, spread
///   evenly over the days until the end; from `from_month` on where the line has one;
/// - `store_empty`: from the month of the end;
/// - `go_live` and `month`: by the plan's dates, which no film changes.
///
/// Without a forecast the first two expect nothing more: what is not known is not counted.
struct ExpectedBenefit {
    let realised: RealisedBenefit
    let asOf: CalendarDay
    /// The day of the last film, by the forecast; nil without one.
    let end: CalendarDay?
    /// Films that are still to be verified.
    let remaining: Int

    func amount(in month: Month) throws(MoneyOverflow) -> Pence {
        let line = realised.line
        switch line.trigger {
        case .perFilm:
            let verified = month <= asOf.month ? realised.verified[month] : 0
            return try line.amount * (verified + films(in: month))
        case .month, .goLive: return try realised.amount(in: month)
        case .storeEmpty:
            if realised.storeEmptied != nil { return try realised.amount(in: month) }
            guard let end, month >= max(end.month, line.fromMonth ?? end.month) else { return .zero }
            return line.amount
        }
    }

    /// What is expected up to a month of the plan's and was realised outside them: never less than what is
    /// realised by the report's day.
    func total(in horizon: ClosedRange<Month>, through last: Month) throws(MoneyOverflow) -> Pence {
        try outside(horizon) + within(horizon, through: last)
    }

    /// What the plan's months up to one are expected to bring.
    func within(_ horizon: ClosedRange<Month>, through last: Month) throws(MoneyOverflow) -> Pence {
        var sum = Pence.zero
        for month in horizon where month <= last { sum = try sum + amount(in: month) }
        return sum
    }

    /// What was realised by the report's day before the plan's first month or after its last.
    func outside(_ horizon: ClosedRange<Month>) throws(MoneyOverflow) -> Pence {
        var sum = try realised.total(by: asOf)
        for month in horizon where month <= asOf.month { sum = try sum - realised.amount(in: month) }
        return sum
    }

    /// The films of a month that are still to come.
    private func films(in month: Month) -> Int {
        guard let end, remaining > 0, month >= asOf.month else { return 0 }
        if let from = realised.line.fromMonth, month < from { return 0 }
        guard end > asOf else { return month == asOf.month ? remaining : 0 }
        let before = month == asOf.month ? asOf : CalendarDay(endOf: month.advanced(by: -1))
        return films(by: CalendarDay(endOf: month), end) - films(by: before, end)
    }

    private func films(by day: CalendarDay, _ end: CalendarDay) -> Int {
        let length = end.number - asOf.number
        let gone = min(max(0, day.number - asOf.number), length)
        // The quotient first, so that no product leaves 64 bits.
        let (whole, rest) = remaining.quotientAndRemainder(dividingBy: length)
        return whole * gone + rest * gone / length
    }

    /// The month in which it is released in full, or first: of the last film, or of the first monthly sum.
    var month: Month? {
        let line = realised.line
        switch line.trigger {
        case .perFilm:
            return end.flatMap { end in
                realised.line.fromMonth.map { end.month < $0 } == true ? nil : end.month
            }
        case .month: return line.fromMonth
        case .goLive: return PlannedBenefit.later(realised.trust.goLiveMonth, line.fromMonth)
        case .storeEmpty:
            return (realised.storeEmptied ?? end?.month).map { max($0, line.fromMonth ?? $0) }
        }
    }
}
