package import BenefitPlan
import FilmModel
import MigrationQueue

/// Shows gates and dates before and after a change of the plan that is only thought of.
package struct WhatIfDesk {
    private let workspace: Workspace
    private let ledger: any ReportingLedger
    private let change: Change

    /// The change, as a person states it.
    package struct Change: Sendable {
        /// Trusts that opt out.
        package var optOuts: [String] = []
        /// `RXA=3`: months by which a Trust slips.
        package var slips: [String] = []
        /// `80` or `RXA=80`: the bureau's rate in percent.
        package var rates: [String] = []
        /// `NW=-50000.00`: a change of a Cluster's national priming in pounds.
        package var priming: [String] = []

        package init() {}
    }

    package init(_ workspace: Workspace, _ stores: Stores, _ change: Change) {
        self.workspace = workspace
        ledger = stores.ledger
        self.change = change
    }

    package func callAsFunction() async throws -> WhatIf {
        let store = PlanStore(workspace)
        let plan = try store.current().plan
        let scenario = try scenario(for: plan)
        let maker = ReportMaker(workspace: workspace, ledger: ledger)
        let today = try ReportMaker.day(nil).today
        let progress = try await maker.progress(on: today, past: false)
        let known = Set(try await ledger.trusts().map(\.trust))
        return try WhatIf(
            scenario, plan: plan, progress: progress, signatures: store.signatures(), known: known)
    }

    private func scenario(for plan: Plan) throws -> Scenario {
        var scenario = Scenario()
        for code in change.optOuts {
            let trust = try known(code, plan)
            try once(!scenario.optOuts.contains(trust), "--opt-out", trust.code)
            scenario.optOuts.append(trust)
        }
        for text in change.slips {
            let (code, value) = try pair(text)
            guard let months = Int(value), (-600...600).contains(months) else { throw bad(text) }
            let trust = try known(code, plan)
            try once(scenario.slips.updateValue(months, forKey: trust) == nil, "--slip", trust.code)
        }
        for text in change.rates {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard let percent = parts.last.flatMap({ Int($0) }), (1...1_000).contains(percent) else {
                throw bad(text)
            }
            let trust: TrustID? = parts.count == 2 ? try known(parts[0], plan) : nil
            try once(
                scenario.rates.updateValue(percent, forKey: trust) == nil, "--rate",
                trust?.code ?? "all Trusts")
        }
        for text in change.priming {
            let (code, value) = try pair(text)
            let isLess = value.hasPrefix("-")
            guard let cluster = plan.cluster(typed: code),
                let amount = Pence(
                    pounds: isLess || value.hasPrefix("+") ? String(value.dropFirst()) : value)
            else { throw bad(text) }
            let change = isLess ? Pence(-amount.value) : amount
            let there = try Scenario.primingTotal(of: cluster, in: plan)
            guard try there + change >= .zero else {
                throw WorkspaceError.usage(
                    "\(text) takes more than the \(there.text) of national priming that \(cluster.code) has itself "
                        + "in the plan's months",
                    remedy: "take at most that; SHAs' and Trusts' priming is in the plan's files")
            }
            try once(
                scenario.priming.updateValue(change, forKey: cluster.code) == nil, "--priming",
                cluster.code)
        }
        guard !scenario.isEmpty else {
            throw WorkspaceError.usage(
                "nothing is to change", remedy: "give --opt-out, --slip, --rate or --priming")
        }
        return scenario
    }

    private func known(_ code: String, _ plan: Plan) throws -> TrustID {
        let trust = try TrustID(typed: code)
        guard plan.trusts.contains(where: { $0.id == trust }) else {
            throw WorkspaceError.notFound(
                "the plan has no Trust \(trust)", remedy: "see `filmmigrate plan show`")
        }
        guard !plan.trusts.contains(where: { $0.id == trust && $0.optedOut }) else {
            throw WorkspaceError.usage(
                "\(trust) has opted out in this plan: nothing of it is in any sum",
                remedy: "name a Trust that takes part")
        }
        return trust
    }

    private func once(_ isFirst: Bool, _ option: String, _ code: String) throws {
        guard isFirst else {
            throw WorkspaceError.usage(
                "\(option) names \(code) twice", remedy: "say each change once")
        }
    }

    private func pair(_ text: String) throws -> (String, String) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw bad(text) }
        return (parts[0], parts[1])
    }

    private func bad(_ text: String) -> WorkspaceError {
        .usage(
            "\(text) can't be read",
            remedy: "write --slip RXA=3, --rate 80, --rate RXA=80 or --priming NW=-50000.00")
    }
}
