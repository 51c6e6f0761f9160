/// One of the figures at the head of a Cluster's part.
struct CardContent {
    let label: String
    let value: String
    let remark: String

    static func cards(of cluster: ReportRow) -> [CardContent] {
        let figures = cluster.figures
        let films = figures.plannedFilms
        let share =
            films > 0
            ? PageNumber.quotient(Double(cluster.verifiedFilms) * 100 / Double(films), decimals: 1) : nil
        return [
            CardContent(
                label: "Films verified", value: PageNumber.films(cluster.verifiedFilms),
                remark: "of \(PageNumber.films(films)) planned" + (share.map { ", \($0)%" } ?? "")),
            CardContent(
                label: "Schedule performance", value: UnitContent.index(of: cluster),
                remark: UnitContent.pace(of: cluster)),
            CardContent(
                label: "Cash-releasing, released", value: released(figures),
                remark: "planned by now: \(figures.plannedToDate.cashReleasing.text)" + unconfirmed(figures)),
            CardContent(
                label: "Cash-releasing, whole plan", value: figures.planned.cashReleasing.text,
                remark: "within the plan’s months"),
        ]
    }

    /// What films prove, and what a named person has confirmed.
    private static func released(_ figures: UnitFigures) -> String {
        ((try? figures.provenByFilms.cashReleasing + figures.confirmed.cashReleasing) ?? .zero).text
    }

    private static func unconfirmed(_ figures: UnitFigures) -> String {
        guard let sum = try? figures.unconfirmed(.cashReleasing), sum > .zero else { return "" }
        return "; by dates, not confirmed: \(sum.text)"
    }
}
