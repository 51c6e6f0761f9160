/// One month of a Cluster's cash-flow: what comes in, what the LSP is paid, alone and added up.
package struct CashFlowMonth: Sendable, Hashable, Encodable {
    package let month: Month
    package let priming: Pence
    package let localCash: Pence
    package let savings: Pence
    /// The three together.
    package let cover: Pence
    package let payment: Pence
    package let cumulativeCover: Pence
    package let cumulativePayment: Pence
    /// Cover less payments up to the month's end; below zero the gate fails.
    package let balance: Pence

    /// Whether the month alone covers its payment: shown, but not judged.
    package var coversItself: Bool { cover >= payment }

    enum CodingKeys: String, CodingKey {
        case month
        case priming = "national_priming_pence"
        case localCash = "local_cash_pence"
        case savings = "cash_releasing_pence"
        case cover = "cover_pence"
        case payment = "lsp_payment_pence"
        case cumulativeCover = "cumulative_cover_pence"
        case cumulativePayment = "cumulative_lsp_payment_pence"
        case balance = "balance_pence"
    }
}
