/// One month in the table behind the chart.
struct MonthContent {
    let monthText: String
    let plannedInMonth: String
    let plannedSum: String
    let verifiedInMonth: String
    let verifiedSum: String

    init(_ month: MonthProgress) {
        monthText = month.month.text
        plannedInMonth = PageNumber.films(month.plannedFilms)
        plannedSum = PageNumber.films(month.plannedFilmsCumulative)
        verifiedInMonth = month.verifiedFilms.map(PageNumber.films) ?? "–"
        verifiedSum = month.verifiedFilmsCumulative.map(PageNumber.films) ?? "–"
    }
}
