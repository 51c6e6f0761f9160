import FilmModel

/// Progress and benefit against the plan, at a day: the one model behind every form of the report, so that
/// no two forms can differ.
package struct ProgressReport: Sendable, Hashable {
    package let asOf: CalendarDay
    package let clusters: [ReportRow]
    package let shas: [ReportRow]
    package let trusts: [ReportRow]
    /// They stand in ``trusts`` too, with nothing that counts.
    package let optedOut: [OptedOutTrust]
    package let notInPlan: [UnplannedTrust]

    /// The Clusters, then the SHAs, then the Trusts, each in the plan's order.
    package var rows: [ReportRow] { clusters + shas + trusts }

    package init(plan: Plan, progress: Progress) throws(MoneyOverflow) {
        let figures = try PlanFigures(plan, progress: progress)
        let asOf = progress.asOf
        self.asOf = asOf
        clusters = plan.clusters.map { cluster in
            ReportRow(
                .cluster, code: cluster.code, name: cluster.name, parent: nil,
                figures: figures.clusters[cluster.code] ?? UnitFigures(),
                start: figures.starts[cluster.code] ?? cluster.startMonth, asOf: asOf)
        }
        shas = plan.shas.map { sha in
            ReportRow(
                .sha, code: sha.code, name: sha.name, parent: sha.cluster,
                figures: figures.shas[sha.code] ?? UnitFigures(),
                start: figures.starts[sha.cluster] ?? asOf.month, asOf: asOf)
        }
        trusts = plan.trusts.map { trust in
            let cluster = plan.cluster(of: trust)
            return ReportRow(
                .trust, code: trust.id.code, name: trust.name, parent: trust.sha, optedOut: trust.optedOut,
                figures: figures.trusts[trust.id] ?? UnitFigures(),
                start: cluster.flatMap { figures.starts[$0.code] } ?? asOf.month, asOf: asOf)
        }
        optedOut = plan.optedOutTrusts.map { trust in
            OptedOutTrust(
                trust: trust.id, name: trust.name, sha: trust.sha, filmsToMigrate: trust.filmsToMigrate,
                verifiedFilms: progress.verifiedFilms(of: trust.id).total)
        }
        let known = Set(plan.trusts.map(\.id))
        let counted = Set(progress.verified.keys).union(progress.films.keys)
        notInPlan = counted.subtracting(known).sorted().map { trust in
            UnplannedTrust(trust: trust, verifiedFilms: progress.verifiedFilms(of: trust).total)
        }
    }
}

/// INTERFACES' document (`report --format json`). `rows` holds every line in order; the other three lists
/// hold the same lines by level.
extension ProgressReport: Encodable {
    enum CodingKeys: String, CodingKey {
        case rows, clusters, shas, trusts
        case asOf = "as_of"
        case optedOut = "opted_out"
        case notInPlan = "not_in_plan"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(asOf, forKey: .asOf)
        try container.encode(rows, forKey: .rows)
        try container.encode(clusters, forKey: .clusters)
        try container.encode(shas, forKey: .shas)
        try container.encode(trusts, forKey: .trusts)
        try container.encode(optedOut, forKey: .optedOut)
        try container.encode(notInPlan, forKey: .notInPlan)
    }
}
