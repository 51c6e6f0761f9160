import FilmModel

/// Steps 8 and 9: the price, and its payments. Never discounted.
extension GateJudge {
    func money(_ money: ClusterMoney) throws(MoneyOverflow) -> [Gate] {
        var gates = [try affordability(money)]
        for trust in participants(of: money.cluster) {
            gates.append(try localAffordability(.trust, trust.id.code, money.cluster))
        }
        for sha in plan.shas(of: money.cluster) where plan.takesPart(sha) {
            gates += try declaredLocal(.sha, sha.code, money.cluster)
        }
        gates += try declaredLocal(.cluster, money.cluster.code, money.cluster)
        return gates + [try cashFlow(money)]
    }

    /// The price is "less than or equal to the sum of National priming cash allocated, all SHA/Trust local
    /// cash for PACS and cash savings" (seed 2.3.1): equality passes.
    private func affordability(_ money: ClusterMoney) throws(MoneyOverflow) -> Gate {
        let price = money.cluster.lspPrice
        let cover = try money.coverTotal
        let missing = try price - cover
        let state = missing > .zero ? "\(missing.text) short" : "\(try (cover - price).text) to spare"
        return Gate(
            .affordability, .cluster, money.cluster.code, price <= cover ? .passed : .failed,
            "LSP price \(price.text) against \(cover.text): \(state)",
            money: .init(left: price, right: cover),
            details: [
                Gate.Detail(code: "national_priming", text: try money.primingTotal.text),
                Gate.Detail(code: "local_cash", text: try money.localCashTotal.text),
                Gate.Detail(code: "cash_releasing", text: try money.savingsTotal.text),
                Gate.Detail(code: "net_need", text: try money.netNeed.text),
            ]
        ).passing(at: price == .zero ? "the LSP price is 0" : nil)
    }

    /// Spending outside the price "must also demonstrate affordability" (seed 2.3), at the unit that declares
    /// it, and by its own cover alone; both of the plan's months.
    private func localAffordability(
        _ level: PlanLevel, _ code: String, _ cluster: Cluster
    ) throws(MoneyOverflow) -> Gate {
        guard isDeclared(level, code) else {
            return Gate(
                .localAffordability, level, code, .open, "no local capital is stated, and none needs cover",
                money: .init(left: .zero, right: .zero))
        }
        let sums = try CashSums(lines.cash(level, code, in: cluster.horizon))
        let spent = sums[.localCapital]
        let cover = sums[.localCapitalCover]
        let state = spent > cover ? ": \(try (spent - cover).text) short" : ""
        return Gate(
            .localAffordability, level, code, spent <= cover ? .passed : .failed,
            "local capital \(spent.text) against its cover \(cover.text)\(state)",
            money: .init(left: spent, right: cover)
        ).passing(at: spent == .zero ? "the local capital stated in the plan's months is 0" : nil)
    }

    /// Whether a unit states local capital, or cover for it, in any month.
    private func isDeclared(_ level: PlanLevel, _ code: String) -> Bool {
        lines.cash(level, code).contains { $0.kind == .localCapital || $0.kind == .localCapitalCover }
    }

    private func declaredLocal(
        _ level: PlanLevel, _ code: String, _ cluster: Cluster
    ) throws(MoneyOverflow) -> [Gate] {
        isDeclared(level, code) ? [try localAffordability(level, code, cluster)] : []
    }

    /// "equal to or exceeds the payment profile required by the LSP" (seed 2.3.1): added up, in every month;
    /// the sides are those of the month with the lowest balance. Each month alone is shown.
    private func cashFlow(_ money: ClusterMoney) throws(MoneyOverflow) -> Gate {
        let months = try money.cashFlow()
        guard let lowest = months.min(by: { ($0.balance, $0.month) < ($1.balance, $1.month) }) else {
            return Gate(.cashFlow, .cluster, money.cluster.code, .open, "the plan has no months")
        }
        let short = months.filter { $0.balance < .zero }
        let alone = months.filter { !$0.coversItself }.count
        var message = "lowest balance \(lowest.balance.text) at the end of \(lowest.month)"
        if let first = short.first {
            message += "; below zero in \(Self.count(short.count, "month")), first in \(first.month)"
        }
        message += "; \(Self.count(alone, "month")) alone would not cover the payment"
        // Without a payment nothing can fall short, and nothing is proven.
        let isUnpaid = try money.paymentsTotal == .zero
        let isOpen = isUnpaid && money.cluster.lspPrice > .zero
        if isOpen { message = "no lsp_payment is stated in the plan's months of cash.csv yet" }
        var gate = Gate(
            .cashFlow, .cluster, money.cluster.code, isOpen ? .open : short.isEmpty ? .passed : .failed,
            message,
            money: .init(left: lowest.cumulativePayment, right: lowest.cumulativeCover)
        ).passing(at: isUnpaid ? "neither the LSP price nor any payment is above 0" : nil)
        gate.months = months
        return gate
    }
}
