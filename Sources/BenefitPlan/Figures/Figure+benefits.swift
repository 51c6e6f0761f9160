extension Figure {
    static let benefits: [Figure] =
        [
            (BenefitClass.cashReleasing, "cash_releasing", "cash-releasing"),
            (.nonCash, "non_cash", "non-cash"), (.societal, "societal", "societal"),
        ].flatMap { benefitClass, key, word in
            [
                Figure(
                    "planned_\(key)_pence", "Planned, \(word)", .sum,
                    "The \(word) benefit planned within the plan's months: per film by the schedule, monthly sums "
                        + "from the month in which they start, single sums in theirs."
                ) { .money($0.figures.planned[benefitClass]) },
                Figure(
                    "planned_\(key)_to_date_pence", "Planned by now, \(word)", .sum,
                    "The part of it up to the report's day: per film for the films due, monthly and single sums "
                        + "from the first day of their month."
                ) { .money($0.figures.plannedToDate[benefitClass]) },
                Figure(
                    "realised_\(key)_pence", "Realised, \(word)", .sum,
                    "The \(word) benefit that has come: per film for verified films; the store's sums from the "
                        + "month in which a Trust's store is empty; sums from go-live and single sums by the "
                        + "plan's dates, which no film can prove."
                ) { .money($0.figures.realised[benefitClass]) },
            ]
        } + proof

    /// What proves the cash-releasing benefit that has come: the three add up to it.
    private static let proof: [Figure] = [
        Figure(
            "realised_by_films_cash_releasing_pence", "Realised, proven by films", .sum,
            "The part that verified films and empty stores prove."
        ) { .money($0.figures.provenByFilms.cashReleasing) },
        Figure(
            "realised_confirmed_cash_releasing_pence", "Realised by dates, confirmed", .sum,
            "The part that follows the plan's dates and that a named person has confirmed with `plan confirm`."
        ) { .money($0.figures.confirmed.cashReleasing) },
        Figure(
            "realised_unconfirmed_cash_releasing_pence", "By dates, not confirmed", .sum,
            "The part that follows the plan's dates and that nobody has confirmed: no film can prove it."
        ) { .optional(try? $0.figures.unconfirmed(.cashReleasing)) },
        Figure(
            "waiting_for_missing_cash_releasing_pence", "Waits for missing films, a month", .sum,
            "Cash-releasing benefit a month that no store pays back while films of its Trust are missing."
        ) { .money($0.figures.waitingForMissing) },
    ]

    static let outlook: [Figure] = [
        Figure(
            "planned_year_end_pence", "Planned by the year's end", .sum,
            "Cash-releasing benefit planned up to 31 March of the financial year, within the plan's months."
        ) { .money($0.plannedAtYearEnd) },
        Figure(
            "expected_year_end_p50_pence", "Expected by the year's end", .sum,
            "Cash-releasing benefit realised by now, and expected up to 31 March within the plan's months if "
                + "the last film is done by the P50 day. Without a forecast no further film and no empty store is counted."
        ) { .money($0.expectedAtYearEnd50) },
        Figure(
            "expected_year_end_p85_pence", "The same, cautious", .sum,
            "The same by the P85 day."
        ) { .money($0.expectedAtYearEnd85) },
        Figure(
            "unconfirmed_year_end_pence", "Of it by dates, not confirmed", .sum,
            "The part of what is expected by the year's end that follows the plan's dates and that nobody has "
                + "confirmed, come or still to come: no film can prove it."
        ) { .money($0.unconfirmedAtYearEnd) },
        Figure(
            "expected_cash_releasing_p50_pence", "Expected in all", .sum,
            "Cash-releasing benefit realised by now, and expected within the plan's months, by the P50 day."
        ) { .money($0.expectedTotal50) },
        Figure(
            "expected_cash_releasing_p85_pence", "The same, cautious", .sum,
            "The same by the P85 day."
        ) { .money($0.expectedTotal85) },
        Figure(
            "outside_plan_cash_releasing_pence", "Realised outside the plan's months", .sum,
            "Cash-releasing benefit that has come before the plan's first month or after its last: part of "
                + "what is realised and expected, and of no planned sum."
        ) { .money($0.figures.outlook.outside) },
        Figure(
            "slip_p50_pence", "Cash effect of the slip", .sum,
            "Expected less planned cash-releasing benefit within the plan's months, of the Trusts with a "
                + "forecast, by the P50 day: below zero the slip costs. Empty where no Trust has a forecast."
        ) { .optional($0.figures.outlook.slip50) },
        Figure(
            "slip_p50_discounted_pence", "The same, discounted", .sum,
            "The same at the worth of the plan's first year, by the Green Book's rate; each year's sum is "
                + "rounded once, at each Trust. Amounts are taken as real prices of the plan's first year: no "
                + "deflator is applied."
        ) { .optional($0.figures.outlook.slip50Discounted) },
        Figure(
            "slip_p85_pence", "Slip, cautious", .sum, "The cash effect of the slip by the P85 day."
        ) { .optional($0.figures.outlook.slip85) },
        Figure(
            "slip_p85_discounted_pence", "The same, discounted", .sum, "The same, discounted."
        ) { .optional($0.figures.outlook.slip85Discounted) },
        Figure(
            "not_forecast_cash_releasing_pence", "Not forecast", .sum,
            "Cash-releasing benefit planned after the report's month by Trusts without a forecast: in no "
                + "expectation and in no slip."
        ) { .money($0.figures.outlook.notForecast) },
        Figure(
            "participating_trusts", "Trusts", .sum, "Trusts that take part."
        ) { .count($0.figures.outlook.trusts) },
        Figure(
            "forecast_trusts", "Trusts with a forecast", .sum, "Trusts that are done or have a forecast."
        ) { .count($0.figures.outlook.forecastTrusts) },
        Figure(
            "forecast_p50", "Done by, P50", .own,
            "The month by which the last film is done with a chance of 50 in a hundred."
        ) { .optional($0.forecast.p50) },
        Figure("forecast_p85", "Done by, P85", .own, "The same with a chance of 85 in a hundred.") {
            .optional($0.forecast.p85)
        },
        Figure("forecast_p95", "Done by, P95", .own, "The same with a chance of 95 in a hundred.") {
            .optional($0.forecast.p95)
        },
        Figure(
            "probability_within_plan", "Chance within the plan", .own,
            "The share of the forecast's draws in which the last film is done within the plan's months."
        ) { .optional($0.forecast.probabilityWithinPlan) },
        Figure(
            "probability_within_three_years", "Chance within three years", .own,
            "The same within three years of the plan's first month, the programme's limit."
        ) { .optional($0.forecast.probabilityWithinLimit) },
    ]

    static let days: [Figure] = [
        Figure("contractor_days", "Contractor days planned", .sum, "Contractor days that the Trusts book.") {
            .count($0.figures.daysPlanned)
        },
        Figure(
            "contractor_days_used", "Days used", .sum, "Contractor days used up to the report's day."
        ) { .count($0.figures.daysUsed) },
        Figure(
            "contractor_days_earned", "Days earned", .sum,
            "The booked days' share that the films earned are of all films, rounded down at each Trust."
        ) { .count($0.figures.daysEarned) },
        Figure(
            "contractor_days_index", "Index by days",
            .ratio("contractor_days_earned", "contractor_days_used"),
            "Days earned over days used: less than 1 means that days go faster than films."
        ) { .optional($0.daysPerformanceIndex) },
    ]
}
