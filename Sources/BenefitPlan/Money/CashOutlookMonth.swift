/// One month of a Cluster's cash-flow as planned, and beside it as expected: the same priming, local cash and
/// payments, with the cash-releasing benefit that the forecast lets expect. In a month that is over, what follows the
/// plan's dates and nobody has confirmed has not come.
package struct CashOutlookMonth: Sendable, Hashable {
    package let planned: CashFlowMonth
    /// By the P50 and the P85 day; nil where the Cluster has no such day.
    package let expected50: Expected?
    package let expected85: Expected?

    /// By the plan's dates, in a month that is over, and confirmed by nobody: in no expected sum.
    package let unconfirmed: Pence

    package struct Expected: Sendable, Hashable {
        package let savings: Pence
        /// Cover less payments up to the month's end.
        package let balance: Pence
    }

    package var month: Month { planned.month }

    static func all(
        _ months: [CashFlowMonth], _ outlook: CashOutlook, _ forecast: Forecast, asOf: CalendarDay
    ) throws(MoneyOverflow) -> [CashOutlookMonth] {
        let open = outlook.unconfirmed.filter { CalendarDay(endOf: $0.key) <= asOf }
        let isKnown = outlook.forecastTrusts > 0 && forecast.p50Day != nil
        let first = isKnown ? try expected(months, outlook.expected50, without: open) : nil
        let second =
            isKnown && forecast.p85Day != nil
            ? try expected(months, outlook.expected85, without: open) : nil
        return months.indices.map {
            CashOutlookMonth(
                planned: months[$0], expected50: first?[$0], expected85: second?[$0],
                unconfirmed: open[months[$0].month] ?? .zero)
        }
    }

    private static func expected(
        _ months: [CashFlowMonth], _ savings: [Month: Pence], without open: [Month: Pence]
    ) throws(MoneyOverflow) -> [Expected] {
        var ahead = Pence.zero
        var expected: [Expected] = []
        for month in months {
            let sum = try (savings[month.month] ?? .zero) - (open[month.month] ?? .zero)
            ahead = try ahead + sum - month.savings
            expected.append(Expected(savings: sum, balance: try month.balance + ahead))
        }
        return expected
    }
}

extension CashOutlookMonth: Encodable {
    enum CodingKeys: String, CodingKey {
        case savings50 = "expected_cash_releasing_p50_pence"
        case savings85 = "expected_cash_releasing_p85_pence"
        case balance50 = "expected_balance_p50_pence"
        case balance85 = "expected_balance_p85_pence"
        case unconfirmed = "unconfirmed_cash_releasing_pence"
    }

    package func encode(to encoder: any Encoder) throws {
        try planned.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(expected50?.savings, forKey: .savings50)
        try container.encode(expected85?.savings, forKey: .savings85)
        try container.encode(expected50?.balance, forKey: .balance50)
        try container.encode(expected85?.balance, forKey: .balance85)
        try container.encode(unconfirmed, forKey: .unconfirmed)
    }
}
