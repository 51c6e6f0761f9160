/// The lines of `cash.csv` added up by kind, over all months.
package struct CashSums: Sendable, Hashable {
    private var sums: [CashKind: Pence] = [:]

    package init() {}

    package init(_ lines: some Sequence<CashLine>) throws(MoneyOverflow) {
        for line in lines { sums[line.kind] = try self[line.kind] + line.amount }
    }

    package subscript(_ kind: CashKind) -> Pence { sums[kind] ?? .zero }

    package static func + (left: CashSums, right: CashSums) throws(MoneyOverflow) -> CashSums {
        var sum = CashSums()
        for kind in CashKind.allCases { sum.sums[kind] = try left[kind] + right[kind] }
        return sum
    }
}

extension CashSums: Encodable {
    enum CodingKeys: String, CodingKey {
        case nationalPriming = "national_priming_pence"
        case localCash = "local_cash_pence"
        case lspPayment = "lsp_payment_pence"
        case localCapital = "local_capital_pence"
        case localCapitalCover = "local_capital_cover_pence"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self[.nationalPriming], forKey: .nationalPriming)
        try container.encode(self[.localCash], forKey: .localCash)
        try container.encode(self[.lspPayment], forKey: .lspPayment)
        try container.encode(self[.localCapital], forKey: .localCapital)
        try container.encode(self[.localCapitalCover], forKey: .localCapitalCover)
    }
}
