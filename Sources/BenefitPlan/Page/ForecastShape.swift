/// The forecast as a chart draws it: from the report's day and the films verified by then to the films that will be
/// verified or accounted for, by the P50 and the P85 day. The space between the two is its range.
struct ForecastShape {
    struct Point: Equatable {
        let day: CalendarDay
        let films: Int
    }

    let start: Point
    /// The ends of both lines: at the last film, or at the chart's end where that comes first.
    let p50: Point
    let p85: Point
    /// The months of both, as a person reads them.
    let label: String

    /// The last month that a chart of the unit shows: a far forecast is drawn up to two years after the rest.
    static func lastMonth(_ row: ReportRow, after last: Month) -> Month {
        guard let p85 = row.openForecast?.p85 else { return last }
        return max(last, min(p85.month, last.advanced(by: 24)))
    }

    /// Nil where nothing is forecast, or nothing is left.
    init?(_ row: ReportRow, through last: Month) {
        guard let (p50, p85) = row.openForecast else { return nil }
        let start = Point(day: row.asOf, films: row.verifiedFilms)
        let target = row.verifiedFilms + row.figures.remainingFilms
        let end = CalendarDay(endOf: last)
        guard start.day < end else { return nil }
        func cut(_ day: CalendarDay) -> Point {
            guard day > end else { return Point(day: day, films: target) }
            let share = Double(end.number - start.day.number) / Double(day.number - start.day.number)
            return Point(day: end, films: start.films + Int(Double(target - start.films) * share))
        }
        self.start = start
        self.p50 = cut(p50)
        self.p85 = cut(p85)
        label = "forecast, \(p50.month.text) (P50) to \(p85.month.text) (P85)"
    }
}

extension ReportRow {
    /// The forecast's days, while films are left.
    fileprivate var openForecast: (p50: CalendarDay, p85: CalendarDay)? {
        guard figures.remainingFilms > 0, let p50 = forecast.p50Day, let p85 = forecast.p85Day, p50 > asOf
        else {
            return nil
        }
        return (p50, p85)
    }
}
