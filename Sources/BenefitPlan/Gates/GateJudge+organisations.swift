import FilmModel

/// Steps 1 to 4 and the clinical half of 7: who takes part, and whether each has said what it needs.
extension GateJudge {
    func organisations(of cluster: Cluster) throws(MoneyOverflow) -> [Gate] {
        try [team(.cluster, cluster.code)] + plan.shas(of: cluster).map { team(.sha, $0.code) }
            + [coverage(of: cluster), communities(of: cluster), shoppingList(of: cluster)]
            + plan.shas(of: cluster).map { rollUp($0) } + [rollUp(cluster)]
    }

    private func team(_ level: PlanLevel, _ code: String) -> Gate {
        let team = plan.teams.filter { $0.level == level && $0.code == code }
        return Gate(
            .teams, level, code, team.isEmpty ? .open : .passed,
            team.isEmpty
                ? "no team is named; add \(level.text) \(code) to teams.csv"
                : "\(Self.count(team.count, "person", "people")) named",
            numbers: .init(left: 1, right: team.count), unit: "people",
            details: team.map { Gate.Detail(code: $0.role, text: $0.name) })
    }

    /// "full coverage of NHS organisations within its plans" (seed 2.1): none forgotten, opt-outs named with
    /// what they take out.
    private func coverage(of cluster: Cluster) -> Gate {
        let trusts = trusts(of: cluster)
        let planned = Set(plan.trusts.map(\.id))
        // A Trust that no Cluster has is everybody's to find.
        let forgotten = known.subtracting(planned).sorted()
        let without = participants(of: cluster).filter { $0.filmsToMigrate == 0 }
        var details = forgotten.map {
            Gate.Detail(code: $0.code, text: "registered for the migration, and in no row of trusts.csv")
        }
        details += without.map { Gate.Detail(code: $0.id.code, text: "takes part, with no films to migrate") }
        details += trusts.filter(\.optedOut).map(optOut)
        var message =
            "\(Self.count(participants(of: cluster).count, "Trust")) of "
            + "\(trusts.count + forgotten.count) covered"
        let optedOut = trusts.filter(\.optedOut)
        if !optedOut.isEmpty { message += "; opted out: \(Self.list(optedOut.map(\.id.code)))" }
        if !forgotten.isEmpty { message += "; forgotten: \(Self.list(forgotten.map(\.code)))" }
        if !without.isEmpty { message += "; without films: \(Self.list(without.map(\.id.code)))" }
        if participants(of: cluster).isEmpty { message += "; no Trust takes part" }
        let isOpen = !without.isEmpty || participants(of: cluster).isEmpty
        return Gate(
            .trustNeeds, .cluster, cluster.code,
            !forgotten.isEmpty ? .failed : isOpen ? .open : .passed, message,
            numbers: .init(left: trusts.count + forgotten.count, right: trusts.count), unit: "trusts",
            details: details)
    }

    private func optOut(_ trust: Trust) -> Gate.Detail {
        let figures = figures(trust)
        return Gate.Detail(
            code: trust.id.code,
            text: "opted out: takes \(PageNumber.films(trust.filmsToMigrate)) films, a commitment of "
                + "\(PageNumber.films(figures.volumeCommitment)), "
                + "\(Self.count(figures.contractorDays, "contractor day")), priming of "
                + "\(figures.cash[.nationalPriming].text), local cash of \(figures.cash[.localCash].text), LSP "
                + "payments of \(figures.cash[.lspPayment].text) and cash-releasing benefit of "
                + "\(figures.planned.cashReleasing.text) out of every sum")
    }

    /// A community "must be bigger than one Trust" (seed 2.1).
    private func communities(of cluster: Cluster) -> Gate {
        let participants = participants(of: cluster)
        // A community may cross SHAs, and Clusters: its size is counted over the whole plan.
        var sizes: [String: Int] = [:]
        for trust in plan.participatingTrusts {
            if let community = trust.community { sizes[SameName.key(community), default: 0] += 1 }
        }
        // A community is the same whatever its capitals; the first spelling stands.
        var names: [String: String] = [:]
        for community in participants.compactMap(\.community) {
            names[SameName.key(community)] = names[SameName.key(community)] ?? community
        }
        let own = names.values.sorted()
        func size(_ community: String) -> Int { sizes[SameName.key(community)] ?? 0 }
        let single = own.filter { size($0) == 1 }
        let without = participants.filter { $0.community == nil }.map(\.id.code)
        var message = Self.count(own.count, "community", "communities")
        if !single.isEmpty { message += "; of one Trust alone: \(Self.list(single))" }
        if !without.isEmpty { message += "; in none: \(Self.list(without))" }
        return Gate(
            .communities, .cluster, cluster.code,
            !single.isEmpty ? .failed : without.isEmpty && !own.isEmpty ? .passed : .open, message,
            numbers: .init(left: 2, right: own.map(size).min() ?? 0), unit: "trusts",
            details: own.map { Gate.Detail(code: $0, text: Self.count(size($0), "Trust")) })
    }

    /// "each Trust should determine the level of cash releasing benefits that will be achieved" (seed 2.3.1).
    private func shoppingList(of cluster: Cluster) throws(MoneyOverflow) -> Gate {
        let participants = participants(of: cluster)
        var details: [Gate.Detail] = []
        var complete = 0
        for trust in participants {
            var missing: [String] = []
            let benefits = lines.plannedBenefits(of: trust, in: cluster)
            let schedule = lines.schedule(of: trust.id)
            if trust.filmsToMigrate > 0, schedule.limited(to: cluster.horizon).isEmpty {
                missing.append(schedule.isEmpty ? "no schedule" : "no film scheduled in the plan's months")
            }
            // A list of benefits names what they bring: one that brings nothing is not on it yet.
            let cash = benefits.filter { $0.line.benefitClass == .cashReleasing }
            let brought = try Pence.sum(cash.map { benefit throws(MoneyOverflow) in try benefit.total() })
            if cash.isEmpty {
                missing.append("no cash-releasing benefit")
            } else if brought == .zero {
                missing.append("its cash-releasing benefit brings nothing in the plan's months")
            }
            if missing.isEmpty { complete += 1 }
            let unowned = benefits.filter { $0.line.owner == nil || $0.line.source == nil }.count
            if unowned > 0 { missing.append("\(Self.count(unowned, "benefit")) without owner or source") }
            if !missing.isEmpty {
                details.append(Gate.Detail(code: trust.id.code, text: missing.joined(separator: ", ")))
            }
        }
        return Gate(
            .shoppingList, .cluster, cluster.code,
            complete == participants.count && complete > 0 ? .passed : .open,
            "\(complete) of \(Self.count(participants.count, "Trust")) with schedule and cash-releasing benefit",
            numbers: .init(left: participants.count, right: complete), unit: "trusts", details: details)
    }

    private func rollUp(_ sha: SHA) -> Gate {
        let trusts = plan.trusts(of: sha).filter { !$0.optedOut }
        let films = trusts.reduce(0) { $0 + $1.filmsToMigrate }
        let sum = summary.shas.first { $0.code == sha.code }?.figures.filmsToMigrate ?? 0
        return validated(.shaRollUp, .sha, sha.code, films, sum, "\(Self.count(trusts.count, "Trust"))")
    }

    private func rollUp(_ cluster: Cluster) -> Gate {
        let shas = plan.shas(of: cluster)
        let films = summary.shas.filter { unit in shas.contains { $0.code == unit.code } }
            .reduce(0) { $0 + $1.figures.filmsToMigrate }
        return validated(
            .clusterRollUp, .cluster, cluster.code, films, figures(cluster).filmsToMigrate,
            Self.count(shas.count, "SHA"))
    }

    /// A sum that agrees with its parts, and a clinician's name under it.
    private func validated(
        _ name: GateName, _ level: PlanLevel, _ code: String, _ parts: Int, _ sum: Int, _ made: String
    ) -> Gate {
        let signature = signatures.last { $0.party == .clinical && $0.level == level && $0.code == code }
        let status: GateStatus = parts != sum ? .failed : signature == nil ? .open : .passed
        let validation =
            signature.map { "validated by \($0.name) on \($0.at.londonDay)" }
            ?? "no clinical validation yet: `plan sign --party clinical --code \(code) --name NAME`"
        return Gate(
            name, level, code, status, "\(PageNumber.films(sum)) films of \(made); \(validation)",
            numbers: .init(left: parts, right: sum), unit: "films")
    }
}
