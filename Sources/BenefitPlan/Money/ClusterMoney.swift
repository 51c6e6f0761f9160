import FilmModel

/// A Cluster's money by month, from its own lines and those of the SHAs and participating Trusts below it,
/// each pound once. What lies outside the plan's months counts in no gate, and is kept apart.
package struct ClusterMoney: Sendable, Hashable {
    package let cluster: Cluster
    /// Within the plan's months.
    package private(set) var priming: [Month: Pence] = [:]
    package private(set) var localCash: [Month: Pence] = [:]
    package private(set) var payments: [Month: Pence] = [:]
    /// Planned cash-releasing benefits of the participating Trusts.
    package private(set) var savings: [Month: Pence] = [:]
    /// Lines of `cash.csv` outside the plan's months, by kind.
    package private(set) var outside = CashSums()

    package init(_ cluster: Cluster, in plan: Plan, lines: PlanLines) throws(MoneyOverflow) {
        self.cluster = cluster
        try take(lines.cash(.cluster, cluster.code))
        for sha in plan.shas(of: cluster) where plan.takesPart(sha) {
            try take(lines.cash(.sha, sha.code))
            for trust in plan.trusts(of: sha) where !trust.optedOut {
                try take(lines.cash(.trust, trust.id.code))
                for benefit in lines.plannedBenefits(of: trust, in: cluster)
                where benefit.line.benefitClass == .cashReleasing {
                    for month in cluster.horizon {
                        let amount = try benefit.amount(in: month)
                        if amount != .zero { savings[month] = try (savings[month] ?? .zero) + amount }
                    }
                }
            }
        }
    }

    private mutating func take(_ lines: [CashLine]) throws(MoneyOverflow) {
        for line in lines {
            guard cluster.horizon.contains(line.month) else {
                outside = try outside + CashSums([line])
                continue
            }
            func add(_ sums: inout [Month: Pence]) throws(MoneyOverflow) {
                sums[line.month] = try (sums[line.month] ?? .zero) + line.amount
            }
            switch line.kind {
            case .nationalPriming: try add(&priming)
            case .localCash: try add(&localCash)
            case .lspPayment: try add(&payments)
            case .localCapital, .localCapitalCover: break
            }
        }
    }

    package var primingTotal: Pence { get throws(MoneyOverflow) { try Pence.sum(priming.values) } }
    package var localCashTotal: Pence { get throws(MoneyOverflow) { try Pence.sum(localCash.values) } }
    package var paymentsTotal: Pence { get throws(MoneyOverflow) { try Pence.sum(payments.values) } }
    package var savingsTotal: Pence { get throws(MoneyOverflow) { try Pence.sum(savings.values) } }

    /// What covers the price: priming, local cash, planned cash-releasing benefits.
    package var coverTotal: Pence {
        get throws(MoneyOverflow) { try primingTotal + localCashTotal + savingsTotal }
    }

    /// The price less the national priming: what local money and savings must cover (seed 2.3).
    package var netNeed: Pence { get throws(MoneyOverflow) { try cluster.lspPrice - primingTotal } }

    /// Each of the plan's months alone, and added up.
    package func cashFlow() throws(MoneyOverflow) -> [CashFlowMonth] {
        var covered = Pence.zero
        var paid = Pence.zero
        var months: [CashFlowMonth] = []
        for month in cluster.horizon {
            let parts = [priming[month], localCash[month], savings[month]].map { $0 ?? .zero }
            let cover = try Pence.sum(parts)
            let payment = payments[month] ?? .zero
            covered = try covered + cover
            paid = try paid + payment
            months.append(
                CashFlowMonth(
                    month: month, priming: parts[0], localCash: parts[1], savings: parts[2], cover: cover,
                    payment: payment, cumulativeCover: covered, cumulativePayment: paid,
                    balance: try covered - paid))
        }
        return months
    }
}
