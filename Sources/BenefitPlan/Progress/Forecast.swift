/// When the last film will be done, with a chance of 50, 85 and 95 in a hundred. Null where nothing is
/// forecast: never a guess.
package struct Forecast: Sendable, Hashable {
    /// The last days that the chances allow; nil where there is no forecast or it lies beyond twenty years.
    package let p50Day: CalendarDay?
    package let p85Day: CalendarDay?
    package let p95Day: CalendarDay?
    /// The chance that the last film is done within the plan's months; nil where there is no forecast.
    package let probabilityWithinPlan: Double?
    /// The same within three years of the plan's first month, whatever the plan's own end.
    package let probabilityWithinLimit: Double?
    /// The day on which the last film was done; nil while films are left.
    package let doneOn: CalendarDay?
    /// Whole weeks that were measured.
    package let weeks: Int
    package let seed: UInt64
    /// How the forecast was made, or why there is none.
    package let note: String

    package var p50: Month? { p50Day?.month }
    package var p85: Month? { p85Day?.month }
    package var p95: Month? { p95Day?.month }

    /// No forecast, and why.
    static func none(weeks: Int, seed: UInt64, note: String) -> Forecast {
        Forecast(
            p50Day: nil, p85Day: nil, p95Day: nil, within: (nil, nil), weeks: weeks, seed: seed, note: note)
    }

    /// All films are done already, since a day.
    static func done(on day: CalendarDay, in cluster: Cluster, weeks: Int, seed: UInt64) -> Forecast {
        Forecast(
            p50Day: day, p85Day: day, p95Day: day,
            within: (day.month <= cluster.endMonth ? 1 : 0, day.month <= cluster.limitMonth ? 1 : 0),
            doneOn: day, weeks: weeks, seed: seed, note: "done: the last film on \(day.text)")
    }

    /// Reads the days off the draws.
    init(
        _ bootstrap: Bootstrap, asOf: CalendarDay, in cluster: Cluster, measured: Int, seed: UInt64,
        note origin: String
    ) {
        let sorted = bootstrap.sorted
        func day(_ hundredths: Int) -> CalendarDay? {
            // The smallest number of weeks that so many of a hundred draws keep to.
            let place = (sorted.count * hundredths + 99) / 100 - 1
            let weeks = sorted[place]
            return weeks > Bootstrap.mostWeeks ? nil : asOf.advanced(byDays: Int(weeks) * 7)
        }
        func within(_ end: Month) -> Double {
            let left = CalendarDay(endOf: end).number - asOf.number
            return Double(sorted.prefix { Int($0) * 7 <= left }.count) / Double(sorted.count)
        }
        p50Day = day(50)
        p85Day = day(85)
        p95Day = day(95)
        probabilityWithinPlan = within(cluster.endMonth)
        probabilityWithinLimit = within(cluster.limitMonth)
        doneOn = nil
        weeks = measured
        self.seed = seed
        var note = "\(PageNumber.films(sorted.count)) draws \(origin)"
        if p85Day == nil { note += "; at the measured pace the end lies more than twenty years away" }
        self.note = note
    }

    private init(
        p50Day: CalendarDay?, p85Day: CalendarDay?, p95Day: CalendarDay?,
        within: (plan: Double?, limit: Double?),
        doneOn: CalendarDay? = nil, weeks: Int, seed: UInt64, note: String
    ) {
        self.p50Day = p50Day
        self.p85Day = p85Day
        self.p95Day = p95Day
        probabilityWithinPlan = within.plan
        probabilityWithinLimit = within.limit
        self.doneOn = doneOn
        self.weeks = weeks
        self.seed = seed
        self.note = note
    }
}

/// INTERFACES' `forecast`, and more beside it.
extension Forecast: Encodable {
    enum CodingKeys: String, CodingKey {
        case p50, p85, p95, weeks, draws, seed, note
        case p50Day = "p50_day"
        case p85Day = "p85_day"
        case p95Day = "p95_day"
        case doneOn = "done_on"
        case probabilityWithinPlan = "probability_within_plan"
        case probabilityWithinLimit = "probability_within_three_years"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(p50, forKey: .p50)
        try container.encode(p85, forKey: .p85)
        try container.encode(p95, forKey: .p95)
        try container.encode(p50Day, forKey: .p50Day)
        try container.encode(p85Day, forKey: .p85Day)
        try container.encode(p95Day, forKey: .p95Day)
        try container.encode(probabilityWithinPlan, forKey: .probabilityWithinPlan)
        try container.encode(probabilityWithinLimit, forKey: .probabilityWithinLimit)
        try container.encode(doneOn, forKey: .doneOn)
        try container.encode(weeks, forKey: .weeks)
        try container.encode(Bootstrap.draws, forKey: .draws)
        try container.encode(seed, forKey: .seed)
        try container.encode(note, forKey: .note)
    }
}
