/// The burn-up chart of a Cluster, as places in a drawing: films planned and films verified, added up, at the
/// end of each month; the verified line ends on the report's day.
struct ChartContent {
    struct Tick {
        let place: String
        let label: String
    }

    static let right = 708.0
    static let top = 20.0
    static let bottom = 268.0

    /// Where the drawing begins, and where the numbers beside it end.
    let left: String
    let labelsEnd: String
    let plannedPoints: String
    let verifiedPoints: String
    let verticals: [Tick]
    let horizontals: [Tick]
    /// Where the report's day stands; empty outside the chart.
    let today: [Today]
    /// The films to migrate: the height at which the work is done.
    let scope: [Tick]
    /// The last point of the verified line.
    let end: [End]
    /// Empty where nothing is forecast.
    let forecast: [Range]
    let description: String

    struct End {
        let horizontal: String
        let vertical: String
    }

    /// The report's day, its label kept inside the drawing.
    struct Today {
        let place: String
        let label: String
        let anchor: String
    }

    /// The line to the P50 day, and the area between it and the line to the P85 day.
    struct Range {
        let line: String
        let area: String
        let rangeText: String
    }

    init(_ row: ReportRow, asOf: CalendarDay) {
        let figures = row.figures
        let months = row.months.map(\.month)
        let first = months.first ?? asOf.month
        // The plan's end stays in sight when the day is later, up to a point.
        let last = ForecastShape.lastMonth(
            row,
            after: max(
                months.last ?? asOf.month, min(asOf.month, (months.last ?? asOf.month).advanced(by: 12))))
        let axis = ChartAxis(
            first: first, last: last,
            most: max(
                figures.plannedFilms, figures.schedule.total, row.verifiedFilms + figures.remainingFilms))
        left = PageNumber.place(axis.left)
        labelsEnd = PageNumber.place(axis.left - 8)
        plannedPoints = axis.line(figures.schedule, through: max(first, months.last ?? last))
        verticals = axis.monthTicks
        horizontals = axis.filmTicks
        scope = [
            Tick(place: axis.vertical(figures.plannedFilms), label: PageNumber.films(figures.plannedFilms))
        ]
        let isInside = asOf.month >= first && asOf.month <= last
        forecast =
            isInside
            ? [ForecastShape(row, through: last)].compactMap(\.self).map { shape in
                let (start, p50, p85) = (
                    axis.point(shape.start), axis.point(shape.p50), axis.point(shape.p85)
                )
                return Range(
                    line: "\(start) \(p50)", area: "\(start) \(p50) \(p85)", rangeText: shape.label)
            } : []
        if isInside {
            let day = axis.horizontal(asOf)
            let height = axis.vertical(row.verifiedFilms)
            verifiedPoints =
                "\(axis.line(figures.verified, through: asOf.month.advanced(by: -1))) \(day),\(height)"
            let place = Double(day) ?? 0
            today = [
                Today(
                    place: day, label: asOf.text,
                    anchor: place < axis.left + 60 ? "start" : place > Self.right - 60 ? "end" : "middle")
            ]
            end = [End(horizontal: day, vertical: height)]
        } else {
            verifiedPoints = asOf.month > last ? axis.line(figures.verified, through: last) : ""
            today = []
            end = []
        }
        description =
            "By \(asOf.text), \(GateJudge.count(row.verifiedFilms, "film is", "films are")) verified and "
            + "\(GateJudge.count(figures.dueFilms, "was", "were")) due, of \(PageNumber.films(figures.plannedFilms)). "
            + (forecast.first.map { "Drawn on: \($0.rangeText). " } ?? "")
            + "The table below the chart has its figures."
    }
}
