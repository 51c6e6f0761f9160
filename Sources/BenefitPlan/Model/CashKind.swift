/// What a line of `cash.csv` is.
package enum CashKind: String, CaseIterable, Sendable, Codable, Hashable {
    case nationalPriming = "national_priming"
    case localCash = "local_cash"
    case lspPayment = "lsp_payment"
    /// Spending outside the fixed price.
    case localCapital = "local_capital"
    /// What pays for the spending outside the fixed price.
    case localCapitalCover = "local_capital_cover"
}
