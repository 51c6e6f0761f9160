import FilmModel

/// The keys of INTERFACES (JSON), and more beside them. Whatever has no value is null and never left out.
extension ReportRow: Encodable {
    enum CodingKeys: String, CodingKey {
        case level, code, name, parent, forecast, films, months
        case optedOut = "opted_out"
        case plannedFilms = "planned_films"
        case scheduledFilms = "scheduled_films"
        case dueFilms = "due_films"
        case verifiedFilms = "verified_films"
        case schedulePerformanceIndex = "schedule_performance_index"
        case earnedScheduleMonths = "earned_schedule_months"
        case monthsElapsed = "months_elapsed"
        case plannedCashReleasing = "planned_cash_releasing_pence"
        case plannedCashReleasingToDate = "planned_cash_releasing_to_date_pence"
        case realisedCashReleasing = "realised_cash_releasing_pence"
        case plannedNonCash = "planned_non_cash_pence"
        case plannedNonCashToDate = "planned_non_cash_to_date_pence"
        case realisedNonCash = "realised_non_cash_pence"
        case plannedSocietal = "planned_societal_pence"
        case plannedSocietalToDate = "planned_societal_to_date_pence"
        case realisedSocietal = "realised_societal_pence"
        case forecastNote = "forecast_note"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(level, forKey: .level)
        try container.encode(code, forKey: .code)
        try container.encode(name, forKey: .name)
        try container.encode(parent, forKey: .parent)
        try container.encode(optedOut, forKey: .optedOut)
        try container.encode(figures.plannedFilms, forKey: .plannedFilms)
        try container.encode(figures.schedule.total, forKey: .scheduledFilms)
        try container.encode(figures.dueFilms, forKey: .dueFilms)
        try container.encode(verifiedFilms, forKey: .verifiedFilms)
        try container.encode(schedulePerformanceIndex, forKey: .schedulePerformanceIndex)
        try container.encode(earnedScheduleMonths, forKey: .earnedScheduleMonths)
        try container.encode(monthsElapsed, forKey: .monthsElapsed)
        try container.encode(figures.planned.cashReleasing, forKey: .plannedCashReleasing)
        try container.encode(figures.plannedToDate.cashReleasing, forKey: .plannedCashReleasingToDate)
        try container.encode(figures.realised.cashReleasing, forKey: .realisedCashReleasing)
        try container.encode(figures.planned.nonCash, forKey: .plannedNonCash)
        try container.encode(figures.plannedToDate.nonCash, forKey: .plannedNonCashToDate)
        try container.encode(figures.realised.nonCash, forKey: .realisedNonCash)
        try container.encode(figures.planned.societal, forKey: .plannedSocietal)
        try container.encode(figures.plannedToDate.societal, forKey: .plannedSocietalToDate)
        try container.encode(figures.realised.societal, forKey: .realisedSocietal)
        try container.encode(forecast, forKey: .forecast)
        try container.encode(Self.forecastNote, forKey: .forecastNote)
        try container.encode(figures.films, forKey: .films)
        try container.encode(months, forKey: .months)
    }
}
