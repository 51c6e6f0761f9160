/// What a benefit line is planned to bring, month by month, within the plan's months; what comes later is
/// not counted.
///
/// - `per_film`: the amount for each film that the schedule plans for the month, from `from_month` on where
///   the line has one; films that are scheduled and that the Trust has not bring nothing;
/// - `go_live`: the amount for each month from the Trust's go-live month, that month included;
/// - `store_empty`: the amount for each month from the one in which the schedule empties the store, that
///   month included. Where the plan's months never get there, nothing is planned, whatever the line's `from_month`:
///   films that are scheduled before or after them empty no store;
/// - `month`: the amount once, in `from_month`.
///
/// No line starts earlier than its `from_month`.
package struct PlannedBenefit: Sendable, Hashable {
    package let line: BenefitLine
    /// As the plan has it, and as far as the Trust has the films.
    private let scheduled: FilmSchedule
    private let schedule: FilmSchedule
    private let films: Int
    private let horizon: ClosedRange<Month>
    /// The first month that a monthly line pays for; nil where it never starts, or is none.
    let start: Month?

    package init(_ line: BenefitLine, trust: Trust, schedule: FilmSchedule, horizon: ClosedRange<Month>) {
        self.line = line
        scheduled = schedule
        films = trust.filmsToMigrate
        let schedule = schedule.capped(at: films)
        self.schedule = schedule
        self.horizon = horizon
        self.start =
            switch line.trigger {
            case .perFilm: nil
            case .month: line.fromMonth
            case .goLive: Self.later(trust.goLiveMonth, line.fromMonth)
            case .storeEmpty:
                Self.storeEmptyStart(line, trust: trust, schedule: schedule.limited(to: horizon))
            }
    }

    private static func storeEmptyStart(_ line: BenefitLine, trust: Trust, schedule: FilmSchedule) -> Month? {
        // A Trust without films has no store to empty.
        guard trust.filmsToMigrate > 0, let emptied = schedule.month(reaching: trust.filmsToMigrate) else {
            return nil
        }
        return later(emptied, line.fromMonth)
    }

    /// Whether the line pays from a store that the schedule leaves films in, so that it never pays.
    var waitsForever: Bool { line.trigger == .storeEmpty && start == nil }

    /// The films that the plan's months leave in the store.
    var filmsLeft: Int { films - schedule.limited(to: horizon).total }

    /// Whether the schedule empties the store, with films outside the plan's months.
    var isEmptiedOutside: Bool { schedule.total == films }

    /// The first of the plan's months for which the line is planned to pay: by its event and its `from_month`, however
    /// the latter is written. Where it never pays, its `from_month`.
    var firstPaid: Month? {
        let first = horizon.lowerBound
        let from = line.fromMonth.map { max($0, first) } ?? first
        switch line.trigger {
        case .month: return line.fromMonth
        case .perFilm:
            return schedule.months.first { horizon.contains($0.month) && $0.month >= from }?.month ?? from
        case .goLive, .storeEmpty: return start.map { max($0, first) } ?? from
        }
    }

    /// The films of the plan's months that the line pays nothing for, since they come before its `from_month`.
    var filmsTooEarly: Int {
        guard line.trigger == .perFilm, let from = line.fromMonth else { return 0 }
        return horizon.reduce(0) { $1 < from ? $0 + schedule[$1] : $0 }
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
        case .perFilm: return line.fromMonth.map { month < $0 } == true ? .zero : try line.amount * films
        case .month: return month == start ? line.amount : .zero
        case .goLive, .storeEmpty:
            guard let start, month >= start else { return .zero }
            return line.amount
        }
    }

    /// The month in which it is released in full, or first: of the last film, or of the first monthly sum. Nil
    /// where the plan never gets there.
    package var month: Month? {
        guard line.trigger == .perFilm else { return start }
        return schedule.lastMonth.flatMap { last in line.fromMonth.map { last < $0 } == true ? nil : last }
    }

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
            let due = month < day.month ? schedule[month] : scheduled.due(in: month, by: day, atMost: films)
            sum = try sum + amount(in: month, films: due)
        }
        return sum
    }
}
