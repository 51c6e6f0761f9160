/// What no gate judges and a reader should know: money that a rule does not let count, and payments that do not
/// add up to the price. `plan import` says it, and so does `plan check`.
package struct PlanWarning: Sendable, Hashable {
    let file: PlanFile
    let text: String
}

extension GateJudge {
    func warnings(of money: ClusterMoney) throws(MoneyOverflow) -> [PlanWarning] {
        let code = money.cluster.code
        var warnings: [PlanWarning] = []
        let difference = try money.paymentsTotal - money.cluster.lspPrice
        if difference != .zero {
            let amount = difference > .zero ? difference : try Pence.zero - difference
            warnings.append(
                PlanWarning(
                    file: .cash,
                    text: "\(code): the payments of \(try money.paymentsTotal.text) are \(amount.text) "
                        + "\(difference > .zero ? "more" : "less") than the LSP price "
                        + money.cluster.lspPrice.text))
        }
        for kind in CashKind.allCases where money.outside[kind] != .zero {
            warnings.append(
                PlanWarning(
                    file: .cash,
                    text:
                        "\(code): \(money.outside[kind].text) of \(kind.rawValue) lie outside the plan's months "
                        + "and count in no gate"))
        }
        return warnings + schedule(of: money.cluster) + benefits(of: money.cluster)
            + (try optedOut(of: money.cluster))
    }

    /// Films in months that the plan has not, by month: a mistyped year shows itself.
    private func schedule(of cluster: Cluster) -> [PlanWarning] {
        let outside = participants(of: cluster).flatMap { trust in
            lines.schedule(of: trust.id).months.filter { !cluster.horizon.contains($0.month) }.map {
                "\(trust.id) \(Self.count($0.films, "film")) in \($0.month)"
            }
        }
        return warning(
            .schedule, cluster, outside, "month of the schedule lies", "months of the schedule lie",
            "outside the plan's months, bring no benefit and move no one's time")
    }

    private func benefits(of cluster: Cluster) -> [PlanWarning] {
        var (outside, waiting, early): ([String], [String], [String]) = ([], [], [])
        for trust in participants(of: cluster) {
            for benefit in lines.plannedBenefits(of: trust, in: cluster) {
                let name = "\(trust.id) \(benefit.line.benefit)"
                if benefit.waitsForever {
                    let left = trust.filmsToMigrate - lines.schedule(of: trust.id).total
                    waiting.append(
                        "\(name), \(benefit.line.amount.text) a month"
                            + (trust.filmsToMigrate == 0
                                ? " (no films to migrate)" : " (\(Self.count(left, "film")) left)"))
                }
                if benefit.filmsTooEarly > 0, let from = benefit.line.fromMonth {
                    early.append("\(name) (\(Self.count(benefit.filmsTooEarly, "film")) before \(from))")
                }
                guard let start = benefit.start else { continue }
                let isOutside =
                    benefit.line.trigger == .month
                    ? !cluster.horizon.contains(start) : start > cluster.endMonth
                if isOutside { outside.append("\(name), \(benefit.line.amount.text) in \(start)") }
            }
        }
        return warning(
            .benefits, cluster, outside, "benefit lies", "benefits lie",
            "outside the plan's months and in no gate")
            + warning(
                .benefits, cluster, waiting, "store_empty line pays", "store_empty lines pay",
                "nothing, since the schedule never empties the store")
            + warning(
                .benefits, cluster, early, "per_film line pays", "per_film lines pay",
                "nothing for films that are scheduled before its from_month")
    }

    private func optedOut(of cluster: Cluster) throws(MoneyOverflow) -> [PlanWarning] {
        var gone: [String] = []
        for trust in trusts(of: cluster).filter(\.optedOut) {
            let figures = figures(trust)
            let cash = try Pence.sum(CashKind.allCases.map { figures.cash[$0] })
            guard cash != .zero || figures.planned != BenefitSums() else { continue }
            gone.append(
                "\(trust.id), \(cash.text) of cash and \(figures.planned.cashReleasing.text) of cash-releasing benefit"
            )
        }
        return warning(
            .trusts, cluster, gone, "Trust has opted out:", "Trusts have opted out:",
            "what they state is in no sum")
    }

    private func warning(
        _ file: PlanFile, _ cluster: Cluster, _ found: [String], _ one: String, _ many: String, _ what: String
    ) -> [PlanWarning] {
        guard !found.isEmpty else { return [] }
        return [
            PlanWarning(
                file: file,
                text: "\(cluster.code): \(Self.count(found.count, one, many)) \(what): \(Self.list(found))")
        ]
    }
}
