/// One month of a Cluster's cash-flow as planned, and beside it as expected: the same priming, local cash and
/// payments, with the cash-releasing benefit that the forecast lets expect.
package struct CashOutlookMonth: Sendable, Hashable {
    package let planned: CashFlowMonth
    /// By the P50 and the P85 day; nil where no Trust has a forecast.
    package let expected50: Expected?
    package let expected85: Expected?

    package struct Expected: Sendable, Hashable {
        package let savings: Pence
        /// Cover less payments up to the month's end.
        package let balance: Pence
    }

    package var month: Month { planned.month }

    static func all(_ months: [CashFlowMonth], _ outlook: CashOutlook) throws(MoneyOverflow)
        -> [CashOutlookMonth]
    {
        let first = try expected(months, outlook, outlook.expected50)
        let second = try expected(months, outlook, outlook.expected85)
        return months.indices.map {
            CashOutlookMonth(planned: months[$0], expected50: first?[$0], expected85: second?[$0])
        }
    }

    private static func expected(
        _ months: [CashFlowMonth], _ outlook: CashOutlook, _ savings: [Month: Pence]
    ) throws(MoneyOverflow) -> [Expected]? {
        guard outlook.forecastTrusts > 0 else { return nil }
        var ahead = Pence.zero
        var expected: [Expected] = []
        for month in months {
            let sum = savings[month.month] ?? .zero
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
    }

    package func encode(to encoder: any Encoder) throws {
        try planned.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(expected50?.savings, forKey: .savings50)
        try container.encode(expected85?.savings, forKey: .savings85)
        try container.encode(expected50?.balance, forKey: .balance50)
        try container.encode(expected85?.balance, forKey: .balance85)
    }
}
