import FilmModel

/// What no gate judges and a reader should know: money that a rule does not let count, and payments that do not
/// add up to the price. `plan import` says it, and so does `plan check`.
package struct PlanWarning: Sendable, Hashable {
    let file: PlanFile
    let text: String
}

extension GateJudge {
    /// - Parameter passing: the gates that were judged, with the noughts that some pass by.
    func warnings(of money: ClusterMoney, _ passing: [Gate]) throws(MoneyOverflow) -> [PlanWarning] {
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
            + (try optedOut(of: money.cluster)) + (try nought(of: money, passing))
    }

    /// What is stated and is nought: its gate passes by it, and the reader is told. Payments and benefits that bring
    /// nothing leave their gate open.
    private func nought(
        of money: ClusterMoney, _ passing: [Gate]
    ) throws(MoneyOverflow) -> [PlanWarning] {
        let cluster = money.cluster
        let participants = participants(of: cluster)
        var warnings: [PlanWarning] = []
        for gate in passing {
            guard let nought = gate.nought else { continue }
            let unit = gate.code == cluster.code ? "" : " of \(gate.code)"
            warnings.append(
                PlanWarning(
                    file: Self.file(gate.name),
                    text: "\(cluster.code): \(gate.name.rawValue)\(unit) passes at nought: \(nought)"))
        }
        if !money.payments.isEmpty, try money.paymentsTotal == .zero, cluster.lspPrice > .zero {
            warnings.append(
                PlanWarning(
                    file: .cash,
                    text: "\(cluster.code): the LSP payments add up to 0, and cash_flow stays open"))
        }
        let withFilms = participants.filter { $0.filmsToMigrate > 0 }
        if participants.contains(where: { $0.volumeCommitment != nil }) {
            warnings += warning(
                .trusts, cluster, withFilms.filter { $0.volumeCommitment == nil }.map(\.id.code),
                "Trust with films states no volume_commitment, and commits to none",
                "Trusts with films state no volume_commitment, and commit to none")
            warnings += warning(
                .trusts, cluster, withFilms.filter { $0.volumeCommitment == 0 }.map(\.id.code),
                "Trust with films states a volume_commitment of 0",
                "Trusts with films state a volume_commitment of 0")
        }
        var empty: [String] = []
        for trust in participants {
            let cash = lines.plannedBenefits(of: trust, in: cluster)
                .filter { $0.line.benefitClass == .cashReleasing }
            guard !cash.isEmpty, figures(trust).planned.cashReleasing == .zero else { continue }
            empty.append(trust.id.code)
        }
        return warnings
            + warning(
                .benefits, cluster, empty,
                "Trust's cash-releasing benefit brings nothing in the plan's months, and shopping_list stays open",
                "Trusts' cash-releasing benefits bring nothing in the plan's months, and shopping_list stays open"
            )
    }

    /// The file in which the nought stands that a gate passes by.
    private static func file(_ gate: GateName) -> PlanFile {
        switch gate {
        case .contractorDays: .days
        case .volumeCommitment: .trusts
        case .affordability: .clusters
        default: .cash
        }
    }

    /// Films in months that the plan has not, by month: a mistyped year shows itself.
    private func schedule(of cluster: Cluster) -> [PlanWarning] {
        let outside = participants(of: cluster).flatMap { trust in
            lines.schedule(of: trust.id).months.filter { !cluster.horizon.contains($0.month) }.map {
                "\(trust.id) \(Self.count($0.films, "film")) in \($0.month)"
            }
        }
        return warning(
            .schedule, cluster, outside,
            "month of the schedule lies outside the plan's months, brings no benefit, empties no store and moves "
                + "no one's time",
            "months of the schedule lie outside the plan's months, bring no benefit, empty no store and move no "
                + "one's time")
    }

    private func benefits(of cluster: Cluster) -> [PlanWarning] {
        var (outside, waiting, early): ([String], [String], [String]) = ([], [], [])
        for trust in participants(of: cluster) {
            for benefit in lines.plannedBenefits(of: trust, in: cluster) {
                let name = "\(trust.id) \(benefit.line.benefit)"
                if benefit.waitsForever {
                    waiting.append(
                        "\(name), \(benefit.line.amount.text) a month"
                            + (trust.filmsToMigrate == 0
                                ? " (no films to migrate)"
                                : " (\(Self.count(benefit.filmsLeft, "film")) left\(benefit.isEmptiedOutside ? " in the plan's months" : ""))")
                    )
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
        // Nobody is left at an SHA whose Trusts have all opted out.
        var empty: [String] = []
        for sha in plan.shas(of: cluster) where !plan.takesPart(sha) {
            let sums = try CashSums(lines.cash(.sha, sha.code, in: cluster.horizon))
            let cash = try Pence.sum(CashKind.allCases.map { sums[$0] })
            if cash != .zero { empty.append("\(sha.code), \(cash.text) of cash") }
        }
        return warning(
            .cash, cluster, empty, "SHA has no Trust that takes part:", "SHAs have no Trust that takes part:",
            "what they state is in no sum")
            + warning(
                .trusts, cluster, gone, "Trust has opted out:", "Trusts have opted out:",
                "what they state is in no sum")
    }

    private func warning(
        _ file: PlanFile, _ cluster: Cluster, _ found: [String], _ one: String, _ many: String,
        _ what: String? = nil
    ) -> [PlanWarning] {
        guard !found.isEmpty else { return [] }
        return [
            PlanWarning(
                file: file,
                text: "\(cluster.code): \(Self.count(found.count, one, many))\(what.map { " \($0)" } ?? ""): "
                    + Self.list(found))
        ]
    }
}
