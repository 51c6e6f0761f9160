/// One Cluster's part of the page.
struct ClusterContent {
    let number: Int
    let heading: String
    let clusterCode: String
    let cards: [CardContent]
    let chart: ChartContent
    let hasChart: Bool
    let months: [MonthContent]
    let units: [UnitContent]
    let classes: [ClassContent]
    let hasStates: Bool
    let states: [StatesContent]

    init(_ cluster: ReportRow, in report: ProgressReport, number: Int) {
        self.number = number
        heading = cluster.name
        clusterCode = cluster.code
        cards = CardContent.cards(of: cluster)
        chart = ChartContent(cluster, asOf: report.asOf)
        hasChart = !cluster.months.isEmpty
        months = cluster.months.map { MonthContent($0) }
        let rows = report.line(below: cluster)
        units = rows.map { UnitContent($0) }
        classes = BenefitClass.allCases.map { ClassContent($0, of: cluster) }
        states = rows.compactMap { StatesContent($0) }
        hasStates = !states.isEmpty
    }
}
