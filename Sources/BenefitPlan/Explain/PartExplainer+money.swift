import FilmModel

/// The gates, both sides of each, and the months of the cash-flow.
extension PartExplainer {
    var gates: [Explanation] {
        report.check.gates.flatMap { gate -> [Explanation] in
            let key = "gate.\(gate.name.rawValue)" + (gate.party.map { "_\($0.rawValue)" } ?? "")
            func side(_ word: String, _ title: String, _ value: FigureValue) -> Explanation {
                Explanation(
                    figure: "\(key).\(word)", level: gate.level, code: gate.code,
                    title: "\(gate.name.title), \(title)", meaning: gate.message, value: value,
                    formula: Self.formula(gate, isLeft: word == "left"),
                    inputs: inputs(gate, isLeft: word == "left"))
            }
            let left = gate.money.map { FigureValue.money($0.left) } ?? .optional(gate.numbers?.left)
            let right = gate.money.map { FigureValue.money($0.right) } ?? .optional(gate.numbers?.right)
            return [side("left", "what must not be more", left), side("right", "what covers it", right)]
        }
    }

    private static func formula(_ gate: Gate, isLeft: Bool) -> String {
        switch gate.name {
        case .teams: isLeft ? "one person at least" : "the people named at the unit"
        case .trustNeeds:
            isLeft ? "the Trusts of the plan and those registered" : "the Trusts of the plan"
        case .communities: isLeft ? "two Trusts at least" : "the Trusts of the smallest community"
        case .shoppingList:
            isLeft
                ? "the Trusts that take part"
                : "those of them with films scheduled and cash-releasing benefit above 0 in the plan's months"
        case .shaRollUp, .clusterRollUp:
            isLeft ? "the films of the units below" : "the unit's own sum of films"
        case .contractorDays: isLeft ? "the sum of days" : "contractor_days_per_trust × participating Trusts"
        case .outlineSchedule: isLeft ? "the plan's months" : "three years"
        case .volumeCommitment:
            isLeft
                ? "the sum of volume_commitment"
                : "films scheduled in the plan's months, of each Trust at most those to migrate"
        case .affordability:
            isLeft
                ? "lsp_price" : "national priming + local cash + cash-releasing benefits in the plan's months"
        case .localAffordability:
            "Σ \(isLeft ? "local_capital" : "local_capital_cover") in the plan's months"
        case .cashFlow:
            isLeft
                ? "Σ lsp_payment up to the month with the lowest balance"
                : "Σ national priming, local cash and cash-releasing benefits up to that month"
        case .signOff: isLeft ? "one signature" : "signatures under this very plan"
        }
    }

    private static func files(_ name: GateName) -> String {
        switch name {
        case .teams: "teams.csv"
        case .trustNeeds, .communities: "trusts.csv"
        case .shoppingList: "schedule.csv and benefits.csv"
        case .shaRollUp, .clusterRollUp: "trusts.csv and plan sign"
        case .contractorDays: "days.csv and clusters.csv"
        case .outlineSchedule: "schedule.csv and clusters.csv"
        case .volumeCommitment: "schedule.csv and trusts.csv"
        case .affordability: "clusters.csv, cash.csv and benefits.csv"
        case .localAffordability: "cash.csv"
        case .cashFlow: "cash.csv and benefits.csv"
        case .signOff: "plan sign"
        }
    }

    private func inputs(_ gate: Gate, isLeft: Bool) -> [Input] {
        if gate.name == .cashFlow {
            let lowest = gate.months?.min { ($0.balance, $0.month) < ($1.balance, $1.month) }
            let key = isLeft ? "cumulative_lsp_payment" : "cumulative_cover"
            return lowest.map { month in
                [
                    Input(
                        name: "\(key) of \(month.month)",
                        value: .money(isLeft ? month.cumulativePayment : month.cumulativeCover),
                        source: "report explain \(gate.code).cash_flow.\(month.month).\(key)")
                ]
            } ?? []
        }
        if gate.name == .affordability,
            let cluster = report.plan.clusters.first(where: { $0.code == gate.code })
        {
            if isLeft {
                return [
                    Input(
                        name: "lsp_price", value: .money(cluster.lspPrice),
                        source: "clusters.csv, \(cluster.code)")
                ]
            }
            guard let money = try? ClusterMoney(cluster, in: report.plan, lines: report.lines),
                let priming = try? money.primingTotal, let local = try? money.localCashTotal,
                let savings = try? money.savingsTotal
            else { return [] }
            return [
                Input(name: "national_priming", value: .money(priming), source: "cash.csv"),
                Input(name: "local_cash", value: .money(local), source: "cash.csv"),
                Input(
                    name: "planned_cash_releasing", value: .money(savings),
                    source: "report explain \(gate.code).planned_cash_releasing_pence"),
            ]
        }
        return gate.details.map {
            Input(name: $0.code, value: .text($0.text), source: Self.files(gate.name))
        }
    }

    var cashFlow: [Explanation] {
        report.plan.clusters.flatMap { cluster in
            (report.cashFlows[cluster.code] ?? []).flatMap { month(of: cluster, $0) }
        }
    }

    private func month(of cluster: Cluster, _ outlook: CashOutlookMonth) -> [Explanation] {
        let month = outlook.planned
        func explanation(
            _ key: String, _ title: String, _ value: Pence, _ formula: String, _ parts: [Input]
        ) -> Explanation {
            Explanation(
                figure: "cash_flow.\(month.month).\(key)", level: .cluster, code: cluster.code,
                title: "\(title), \(month.month)",
                meaning: "The cash-flow of \(cluster.name); only lines of the plan's months count.",
                value: .money(value), formula: formula, inputs: parts)
        }
        func own(_ key: String, _ value: Pence, _ of: Month? = nil) -> Input {
            Input(
                name: of.map { "\(key) of \($0)" } ?? key, value: .money(value),
                source: "report explain \(cluster.code).cash_flow.\(of ?? month.month).\(key)")
        }
        let lines = "Σ lines of the Cluster, its SHAs and participating Trusts"
        let before = report.cashFlows[cluster.code]?.first { $0.month == month.month.advanced(by: -1) }?
            .planned
        func expected(_ word: String, _ value: CashOutlookMonth.Expected?) -> [Explanation] {
            guard let value else { return [] }
            let savings = "expected_cash_releasing_\(word)"
            let name = word.uppercased()
            return [
                explanation(
                    savings, "Cash-releasing, expected (\(name))", value.savings,
                    "what has come by the day, without what nobody has confirmed of a month that is over, and what "
                        + "follows if the last film is done by the \(name) day",
                    [own("unconfirmed_cash_releasing", outlook.unconfirmed)]),
                explanation(
                    "expected_balance_\(word)", "Balance, expected (\(name))", value.balance,
                    "balance + \(savings) − cash_releasing, added up to the month's end",
                    [own(savings, value.savings), own("cash_releasing", month.savings)]),
            ]
        }
        return [
            explanation(
                "national_priming", "National priming", month.priming, lines,
                cash(.nationalPriming, cluster, month.month)),
            explanation(
                "local_cash", "Local cash", month.localCash, lines, cash(.localCash, cluster, month.month)),
            explanation(
                "cash_releasing", "Cash-releasing, planned", month.savings,
                "Σ cash-releasing lines of participating Trusts, planned for the month",
                savings(cluster, month.month)),
            explanation(
                "cover", "Cover", month.cover, "national_priming + local_cash + cash_releasing",
                [
                    own("national_priming", month.priming), own("local_cash", month.localCash),
                    own("cash_releasing", month.savings),
                ]),
            explanation(
                "lsp_payment", "LSP payment", month.payment, lines,
                cash(.lspPayment, cluster, month.month)),
            explanation(
                "cumulative_cover", "Cover, added up", month.cumulativeCover, "cover up to the month's end",
                [before.map { own("cumulative_cover", $0.cumulativeCover, $0.month) }].compactMap(\.self)
                    + [own("cover", month.cover)]),
            explanation(
                "cumulative_lsp_payment", "LSP payment, added up", month.cumulativePayment,
                "payments up to the month's end",
                [before.map { own("cumulative_lsp_payment", $0.cumulativePayment, $0.month) }]
                    .compactMap(\.self) + [own("lsp_payment", month.payment)]),
            explanation(
                "balance", "Balance, added up", month.balance, "cumulative_cover − cumulative_lsp_payment",
                [
                    own("cumulative_cover", month.cumulativeCover),
                    own("cumulative_lsp_payment", month.cumulativePayment),
                ]),
            explanation(
                "unconfirmed_cash_releasing", "Cash-releasing, not confirmed", outlook.unconfirmed,
                "Σ go_live and month lines in a month that is over, less confirmed: in no expected sum", []),
        ] + expected("p50", outlook.expected50) + expected("p85", outlook.expected85)
    }

    private func cash(_ kind: CashKind, _ cluster: Cluster, _ month: Month) -> [Input] {
        let shas = report.plan.shas(of: cluster).filter { report.plan.takesPart($0) }
        let units =
            [(PlanLevel.cluster, cluster.code)] + shas.map { (.sha, $0.code) }
            + shas.flatMap { report.plan.trusts(of: $0) }.filter { !$0.optedOut }.map { (.trust, $0.id.code) }
        return units.flatMap { level, code in
            report.lines.cash(level, code).filter { $0.kind == kind && $0.month == month }.map {
                Input(
                    name: "\(level.text) \(code)", value: .money($0.amount),
                    source: "cash.csv, \(level.rawValue) \(code) \(month) \(kind.rawValue)")
            }
        }
    }

    private func savings(_ cluster: Cluster, _ month: Month) -> [Input] {
        let trusts = report.plan.shas(of: cluster).flatMap { report.plan.trusts(of: $0) }
        return trusts.filter { !$0.optedOut }.flatMap { trust in
            report.lines.plannedBenefits(of: trust, in: cluster)
                .filter { $0.line.benefitClass == .cashReleasing }
                .compactMap { benefit in
                    guard let amount = try? benefit.amount(in: month), amount != .zero else { return nil }
                    return Input(
                        name: "\(trust.id) \(benefit.line.benefit)", value: .money(amount),
                        source: "benefits.csv, \(trust.id) \(benefit.line.benefit)")
                }
        }
    }
}
