/// The burn-up chart of a Cluster, as places in a drawing: films planned and films verified, added up, at the
/// end of each month; the verified line ends on the report's day.
struct ChartContent {
    struct Tick {
        let place: String
        let label: String
    }

    static let left = 72.0
    static let right = 708.0
    static let top = 20.0
    static let bottom = 268.0

    let plannedPoints: String
    let verifiedPoints: String
    let verticals: [Tick]
    let horizontals: [Tick]
    /// Where the report's day stands; empty outside the chart.
    let today: [Tick]
    /// The films to migrate: the height at which the work is done.
    let scope: [Tick]
    /// The last point of the verified line.
    let end: [End]
    let description: String

    struct End {
        let horizontal: String
        let vertical: String
    }

    init(_ row: ReportRow, asOf: CalendarDay) {
        let figures = row.figures
        let months = row.months.map(\.month)
        let first = months.first ?? asOf.month
        // The plan's end stays in sight when the day is later, up to a point.
        let last = max(
            months.last ?? asOf.month, min(asOf.month, (months.last ?? asOf.month).advanced(by: 12)))
        let axis = ChartAxis(
            first: first, last: last,
            most: max(figures.plannedFilms, figures.schedule.total, row.verifiedFilms))
        plannedPoints = axis.line(figures.schedule, through: last)
        verticals = axis.monthTicks
        horizontals = axis.filmTicks
        scope = [
            Tick(place: axis.vertical(figures.plannedFilms), label: PageNumber.films(figures.plannedFilms))
        ]
        let isInside = asOf.month >= first && asOf.month <= last
        if isInside {
            let day = axis.horizontal(asOf)
            let height = axis.vertical(row.verifiedFilms)
            let earlier =
                asOf.month > first
                ? axis.line(figures.verified, through: asOf.month.advanced(by: -1)) : axis.origin
            verifiedPoints = "\(earlier) \(day),\(height)"
            today = [Tick(place: day, label: asOf.text)]
            end = [End(horizontal: day, vertical: height)]
        } else {
            verifiedPoints = asOf.month > last ? axis.line(figures.verified, through: last) : ""
            today = []
            end = []
        }
        description =
            "By \(asOf.text), \(PageNumber.films(row.verifiedFilms)) films are verified and "
            + "\(PageNumber.films(figures.dueFilms)) were due, of \(PageNumber.films(figures.plannedFilms)). "
            + "The table below the chart has its figures."
    }
}
