import FilmModel

/// INTERFACES' document (`report --format json`). `rows` holds every line in order; the lists by level hold
/// the same lines.
extension ProgressReport: Encodable {
    enum CodingKeys: String, CodingKey {
        case rows, clusters, shas, trusts, benefits, batches, answers, overview, since, uncertain
        case asOf = "as_of"
        case planVersion = "plan_version"
        case planDigest = "plan_digest"
        case dataTime = "data_time"
        case optedOut = "opted_out"
        case notInPlan = "not_in_plan"
        case dayUse = "contractor_days_by_activity"
        case cashFlow = "cash_flow"
        case planPasses = "plan_passes"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(asOf, forKey: .asOf)
        try container.encode(source.planVersion, forKey: .planVersion)
        try container.encode(source.planDigest ?? check.digest, forKey: .planDigest)
        try container.encode(source.dataTime, forKey: .dataTime)
        try container.encode(check.passed, forKey: .planPasses)
        try container.encode(answers, forKey: .answers)
        try container.encode(overview, forKey: .overview)
        try container.encode(uncertain, forKey: .uncertain)
        try container.encode(rows, forKey: .rows)
        try container.encode(clusters, forKey: .clusters)
        try container.encode(shas, forKey: .shas)
        try container.encode(trusts, forKey: .trusts)
        try container.encode(optedOut, forKey: .optedOut)
        try container.encode(notInPlan, forKey: .notInPlan)
        try container.encode(benefits, forKey: .benefits)
        try container.encode(cashFlows, forKey: .cashFlow)
        try container.encode(dayUse, forKey: .dayUse)
        try container.encode(batches, forKey: .batches)
        try container.encode(since, forKey: .since)
    }
}
