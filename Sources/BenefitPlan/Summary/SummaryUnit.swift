/// One unit of the summary: what it is, and its figures.
package struct SummaryUnit: Sendable, Hashable {
    package let level: PlanLevel
    package let code: String
    package let name: String
    package let figures: SummaryFigures
    /// What only one level has; the others leave it out.
    package let details: Details

    package enum Details: Sendable, Hashable {
        case cluster(Cluster)
        case sha(SHA)
        case trust(Trust)
    }
}

extension SummaryUnit: Encodable {
    enum CodingKeys: String, CodingKey {
        case level, code, name, cluster, sha, months, community
        case startMonth = "start_month"
        case endMonth = "end_month"
        case lspPrice = "lsp_price_pence"
        case contractorDaysPerTrust = "contractor_days_per_trust"
        case optedOut = "opted_out"
        case goLiveMonth = "go_live_month"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(level, forKey: .level)
        try container.encode(code, forKey: .code)
        try container.encode(name, forKey: .name)
        switch details {
        case .cluster(let cluster):
            try container.encode(cluster.startMonth, forKey: .startMonth)
            try container.encode(cluster.endMonth, forKey: .endMonth)
            try container.encode(cluster.months, forKey: .months)
            try container.encode(cluster.lspPrice, forKey: .lspPrice)
            try container.encode(cluster.contractorDaysPerTrust, forKey: .contractorDaysPerTrust)
        case .sha(let sha):
            try container.encode(sha.cluster, forKey: .cluster)
        case .trust(let trust):
            try container.encode(trust.sha, forKey: .sha)
            try container.encode(trust.community, forKey: .community)
            try container.encode(trust.optedOut, forKey: .optedOut)
            try container.encode(trust.goLiveMonth, forKey: .goLiveMonth)
        }
        try figures.encode(to: encoder)
    }
}
