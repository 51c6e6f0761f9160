/// Cash-releasing benefit by month within the plan's months: as planned, and as expected if the last film is
/// done with a chance of 50 or 85 in a hundred. Sums of Trusts, at every level.
package struct CashOutlook: Sendable, Hashable {
    /// Participating Trusts, and those of them that have a forecast or are done.
    package var trusts = 0
    package var forecastTrusts = 0
    package var planned: [Month: Pence] = [:]
    package var expected50: [Month: Pence] = [:]
    package var expected85: [Month: Pence] = [:]
    /// Realised by the report's day before the plan's first month or after its last.
    package var outside = Pence.zero
    /// The part of what is expected that follows the plan's dates and that nobody has confirmed: by month within the
    /// plan's, come or still to come, and outside them.
    package var unconfirmed: [Month: Pence] = [:]
    package var unconfirmedOutside = Pence.zero
    /// Expected less planned, of the Trusts with a forecast: below zero where the slip costs, nil where none of
    /// them has a forecast. Nothing known is not nothing lost.
    package var slip50: Pence?
    package var slip85: Pence?
    /// The same at the plan's first year's worth; nil also where no table of rates was in force then.
    package var slip50Discounted: Pence?
    package var slip85Discounted: Pence?
    /// Planned after the report's day by Trusts that have too little history for a forecast.
    package var notForecast = Pence.zero

    package init() {}

    /// A Trust's outlook.
    init(
        _ figures: UnitFigures, _ trust: Trust, in cluster: Cluster, lines: PlanLines, forecast: Forecast,
        progress: Progress, discount: DiscountTable?
    ) throws(MoneyOverflow) {
        let asOf = progress.asOf
        guard !trust.optedOut else { return }
        trusts = 1
        // A Trust without films has no film to wait for.
        let isForecast = forecast.p50Day != nil || trust.filmsToMigrate == 0
        forecastTrusts = isForecast ? 1 : 0
        let remaining = figures.stillToVerify
        for month in cluster.horizon { planned[month] = .zero }
        for line in lines.plannedBenefits(of: trust, in: cluster)
        where line.line.benefitClass == .cashReleasing {
            let realised = figures.realised(line.line, trust)
            func expected(by end: CalendarDay?) -> ExpectedBenefit {
                ExpectedBenefit(realised: realised, asOf: asOf, end: end, remaining: remaining)
            }
            let (by50, by85) = (expected(by: forecast.p50Day), expected(by: forecast.p85Day))
            outside = try outside + by50.outside(cluster.horizon)
            for month in cluster.horizon {
                planned[month] = try (planned[month] ?? .zero) + line.amount(in: month)
                expected50[month] = try (expected50[month] ?? .zero) + by50.amount(in: month)
                expected85[month] = try (expected85[month] ?? .zero) + by85.amount(in: month)
            }
            guard !line.line.trigger.isProvenByFilms else { continue }
            let through = progress.confirmation(of: line)?.through
            var open = try realised.total(by: asOf)
            if let through { open = try open - realised.total(by: min(asOf, CalendarDay(endOf: through))) }
            for month in cluster.horizon where through.map({ month > $0 }) ?? true {
                let amount = try by50.amount(in: month)
                unconfirmed[month] = try (unconfirmed[month] ?? .zero) + amount
                if month <= asOf.month { open = try open - amount }
            }
            unconfirmedOutside = try unconfirmedOutside + open
        }
        guard isForecast else {
            notForecast = try Pence.sum(planned.filter { $0.key > asOf.month }.values)
            return
        }
        let difference50 = try Self.difference(expected50, planned)
        let difference85 = try Self.difference(expected85, planned)
        slip50 = try Pence.sum(difference50.values)
        slip85 = try Pence.sum(difference85.values)
        if let discount {
            slip50Discounted = try discount.presentValue(of: difference50, from: cluster.startMonth)
            slip85Discounted = try discount.presentValue(of: difference85, from: cluster.startMonth)
        }
    }

    private static func difference(
        _ left: [Month: Pence], _ right: [Month: Pence]
    ) throws(MoneyOverflow) -> [Month: Pence] {
        var difference: [Month: Pence] = [:]
        for (month, sum) in right { difference[month] = try (left[month] ?? .zero) - sum }
        return difference
    }

    /// What the months up to one, that one included, bring.
    package static func total(_ months: [Month: Pence], through last: Month) throws(MoneyOverflow) -> Pence {
        try Pence.sum(months.filter { $0.key <= last }.values)
    }

    package static func + (left: CashOutlook, right: CashOutlook) throws(MoneyOverflow) -> CashOutlook {
        var sum = left
        sum.trusts += right.trusts
        sum.forecastTrusts += right.forecastTrusts
        try add(right.planned, to: &sum.planned)
        try add(right.expected50, to: &sum.expected50)
        try add(right.expected85, to: &sum.expected85)
        sum.outside = try left.outside + right.outside
        try add(right.unconfirmed, to: &sum.unconfirmed)
        sum.unconfirmedOutside = try left.unconfirmedOutside + right.unconfirmedOutside
        for slip in [\CashOutlook.slip50, \.slip85, \.slip50Discounted, \.slip85Discounted] {
            guard let part = right[keyPath: slip] else { continue }
            sum[keyPath: slip] = try (left[keyPath: slip] ?? .zero) + part
        }
        sum.notForecast = try left.notForecast + right.notForecast
        return sum
    }

    private static func add(
        _ months: [Month: Pence], to sums: inout [Month: Pence]
    ) throws(MoneyOverflow) {
        for (month, sum) in months { sums[month] = try (sums[month] ?? .zero) + sum }
    }
}

extension UnitFigures {
    /// Of the films that are left, those that will be verified if as many of a hundred are duplicates as until
    /// now.
    var stillToVerify: Int {
        let settled = settled.total
        guard settled > 0 else { return remainingFilms }
        let verified = max(0, verifiedDays.total)
        let (high, low) = remainingFilms.multipliedFullWidth(by: verified)
        return Int(settled).dividingFullWidth((high, low)).quotient
    }
}
