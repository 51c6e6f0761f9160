/// What a benefit line is planned to bring, month by month, within the plan's months; what comes later is
/// not counted.
///
/// - `per_film`: the amount for each film that the schedule plans for the month;
/// - `go_live`: the amount for each month from the Trust's go-live month, that month included;
/// - `store_empty`: the amount for each month from the one in which the schedule empties the store, that
///   month included. Where the schedule never gets there, the line's own `from_month` is the plan's word;
///   without one, nothing is planned;
/// - `month`: the amount once, in `from_month`.
///
/// A monthly line starts no earlier than its `from_month`.
package struct PlannedBenefit: Sendable, Hashable {
    package let line: BenefitLine
    private let schedule: FilmSchedule
    private let horizon: ClosedRange<Month>
    /// The first month that a monthly line pays for; nil where it never starts, or is none.
    let start: Month?

    package init(_ line: BenefitLine, trust: Trust, schedule: FilmSchedule, horizon: ClosedRange<Month>) {
        self.line = line
        self.schedule = schedule
        self.horizon = horizon
        self.start =
            switch line.trigger {
            case .perFilm: nil
            case .month: line.fromMonth
            case .goLive: Self.later(trust.goLiveMonth, line.fromMonth)
            case .storeEmpty: Self.storeEmptyStart(line, trust: trust, schedule: schedule)
            }
    }

    private static func storeEmptyStart(_ line: BenefitLine, trust: Trust, schedule: FilmSchedule) -> Month? {
        // A Trust without films has no store to empty.
        guard trust.filmsToMigrate > 0 else { return nil }
        return later(schedule.month(reaching: trust.filmsToMigrate), line.fromMonth)
    }

    /// The later of two months, or the one that is known.
    static func later(_ event: Month?, _ notBefore: Month?) -> Month? {
        guard let event, let notBefore else { return event ?? notBefore }
        return max(event, notBefore)
    }

    /// What one month brings.
    package func amount(in month: Month) throws(MoneyOverflow) -> Pence {
        try amount(in: month, films: schedule[month])
    }

    private func amount(in month: Month, films: Int) throws(MoneyOverflow) -> Pence {
        guard horizon.contains(month) else { return .zero }
        switch line.trigger {
        case .perFilm: return try line.amount * films
        case .month: return month == start ? line.amount : .zero
        case .goLive, .storeEmpty:
            guard let start, month >= start else { return .zero }
            return line.amount
        }
    }

    /// The month in which it is released in full, or first: of the last film, or of the first monthly sum. Nil
    /// where the plan never gets there.
    package var month: Month? { line.trigger == .perFilm ? schedule.lastMonth : start }

    /// What all of the plan's months bring.
    package func total() throws(MoneyOverflow) -> Pence {
        var sum = Pence.zero
        for month in horizon { sum = try sum + amount(in: month) }
        return sum
    }

    /// What is planned up to a day: per film in proportion to the films due; a monthly or one-off sum from
    /// the first day of its month.
    package func total(by day: CalendarDay) throws(MoneyOverflow) -> Pence {
        var sum = Pence.zero
        for month in horizon where month <= day.month {
            sum = try sum + amount(in: month, films: schedule.due(in: month, by: day))
        }
        return sum
    }
}
