/// One unit's line in the tables of films and of cash-releasing benefit.
struct UnitContent {
    /// `cluster`, `sha` or `trust`: how the line is set.
    let style: String
    let level: String
    let code: String
    let unitName: String
    let isOptedOut: Bool
    let planned: String
    let due: String
    let verified: String
    let index: String
    let earnedSchedule: String
    let elapsed: String
    let cashPlanned: String
    let cashToDate: String
    let cashRealised: String
    /// What proves it: films, a named person's word, or nothing but the plan's dates.
    let cashProven: String
    let cashConfirmed: String
    let cashUnconfirmed: String
    /// Widths of the bar's parts in hundredths of its length.
    let releasedWidth: String
    let realisedWidth: String
    let dueMark: String
    let hasBar: Bool

    init(_ row: ReportRow) {
        let figures = row.figures
        style = row.level.rawValue
        level = row.level.text
        code = row.code
        unitName = row.name
        isOptedOut = row.optedOut
        planned = PageNumber.films(figures.plannedFilms)
        due = PageNumber.films(figures.dueFilms)
        verified = PageNumber.films(row.verifiedFilms)
        index = Self.index(of: row)
        earnedSchedule = row.earnedScheduleMonths.map { PageNumber.quotient($0, decimals: 1) } ?? "–"
        elapsed = PageNumber.quotient(row.monthsElapsed, decimals: 1)
        cashPlanned = figures.planned.cashReleasing.text
        cashToDate = figures.plannedToDate.cashReleasing.text
        cashRealised = figures.realised.cashReleasing.text
        cashProven = figures.provenByFilms.cashReleasing.text
        cashConfirmed = figures.confirmed.cashReleasing.text
        let unconfirmed = (try? figures.unconfirmed(.cashReleasing)) ?? .zero
        cashUnconfirmed = unconfirmed.text
        let whole = max(figures.planned.cashReleasing, figures.realised.cashReleasing)
        hasBar = whole > .zero
        releasedWidth = Self.share(Pence(figures.realised.cashReleasing.value - unconfirmed.value), of: whole)
        realisedWidth = Self.share(figures.realised.cashReleasing, of: whole)
        dueMark = Self.share(figures.plannedToDate.cashReleasing, of: whole)
    }

    private static func share(_ part: Pence, of whole: Pence) -> String {
        whole > .zero ? PageNumber.place(Double(part.value) * 100 / Double(whole.value)) : "0.0"
    }

    static func index(of row: ReportRow) -> String {
        row.schedulePerformanceIndex.map { PageNumber.quotient($0, decimals: 2) } ?? "–"
    }

    /// What the index means, by the films themselves: the index is rounded.
    static func pace(of row: ReportRow) -> String {
        let due = row.figures.dueFilms
        let difference = row.figures.earnedFilms - due
        guard due > 0 else { return "no films are due yet" }
        guard difference != 0 else { return "exactly as planned" }
        guard difference > 0 || row.figures.remainingFilms > 0 else { return "no film is left" }
        let films = abs(difference) == 1 ? "1 film" : "\(PageNumber.films(abs(difference))) films"
        return "\(films) \(difference < 0 ? "behind" : "ahead of") the plan"
    }
}
