import FilmModel

/// What the template inserts: texts that are ready to read. It computes no figure of its own.
struct PageContent {
    let asOf: String
    let asOfDay: String
    let title: String
    let clusters: [ClusterContent]
    /// Empty where there is one Cluster.
    let overview: [OverviewContent]
    let answers: [AnswersContent]
    let tables: [TableContent]
    let hasUncertain: Bool
    let uncertain: [String]
    let terms = TermContent.all
    let source: String
    let hasOptedOut: Bool
    let optedOut: [LeftOutContent]
    let hasNotInPlan: Bool
    let notInPlan: [LeftOutContent]

    init(_ report: ProgressReport) {
        asOf = report.asOf.text
        asOfDay = report.asOf.description
        title = report.tops.map(\.name).joined(separator: ", ")
        overview = [report.overview.map { OverviewContent($0) }].compactMap(\.self)
        answers = report.answers.map { AnswersContent($0, isOneOfMany: report.answers.count > 1) }
        tables = TableContent.all(of: report)
        uncertain = report.uncertain
        hasUncertain = !uncertain.isEmpty
        source = report.source.text
        clusters = report.tops.enumerated().map { ClusterContent($1, in: report, number: $0 + 1) }
        hasOptedOut = !report.optedOut.isEmpty
        optedOut = report.optedOut.map {
            LeftOutContent(
                code: $0.trust.code, name: $0.name, films: PageNumber.films($0.filmsToMigrate),
                verified: PageNumber.films($0.verifiedFilms))
        }
        hasNotInPlan = !report.notInPlan.isEmpty
        notInPlan = report.notInPlan.map {
            LeftOutContent(
                code: $0.trust.code, name: "", films: "", verified: PageNumber.films($0.verifiedFilms))
        }
    }
}
