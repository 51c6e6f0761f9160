extension Figure {
    static let identity: [Figure] = [
        Figure("level", "Level", .identity, "Cluster, SHA or Trust.") { .text($0.level.rawValue) },
        Figure("code", "Code", .identity, "The unit's code; a Trust's is its ODS code.") { .text($0.code) },
        Figure("name", "Name", .identity, "The unit's name.") { .text($0.name) },
        Figure("parent", "Part of", .identity, "The SHA of a Trust, the Cluster of an SHA.") {
            $0.parent.map { .text($0) } ?? .none
        },
        Figure("opted_out", "Opted out", .identity, "Outside the national arrangements: in no sum.") {
            .flag($0.optedOut)
        },
    ]

    static let films: [Figure] = [
        Figure(
            "planned_films", "Films to migrate", .sum,
            "The films that the plan has a Trust migrate."
        ) { .count($0.figures.plannedFilms) },
        Figure(
            "scheduled_films", "Films scheduled", .sum, "The films that the schedule gives a month."
        ) { .count($0.figures.schedule.total) },
        Figure(
            "due_films", "Films due", .sum,
            "The films scheduled for the months that are over, and of the running month in proportion to its "
                + "days so far, rounded down at each Trust, and of each at most its films to migrate."
        ) { .count($0.figures.dueFilms) },
        Figure(
            "verified_films", "Films verified", .sum,
            "Films read back from every archive with identical pixels, up to the report's day. Only these "
                + "count."
        ) { .count($0.verifiedFilms) },
        Figure(
            "accounted_films", "Otherwise accounted for", .sum,
            "Duplicates of verified films: they bring no benefit, but do not stand in the way of an empty store. The "
                + "same scan delivered again is no further film, and not among them."
        ) { .count($0.figures.accountedDays.total) },
        Figure(
            "paper_kept_films", "Paper still kept", .sum,
            "Verified films whose paper film is kept for a remark on the scan until somebody has looked; empty for a "
                + "past day."
        ) { .optional($0.figures.paperKept) },
        Figure(
            "missing_films", "Missing", .sum,
            "Of the films left, those that came and will not be verified as things stand: rejected, cancelled, or "
                + "the duplicate of a film that is not verified. The same scan delivered again is none of them."
        ) { .count($0.figures.missingFilms) },
        Figure(
            "remaining_films", "Films left", .sum,
            "Films to migrate that are neither verified nor otherwise accounted for; at least those that came and are "
                + "open."
        ) { .count($0.figures.remainingFilms) },
        Figure(
            "open_films", "Open", .sum,
            "Films that came and are queued, in flight, held or delivered. While a Trust has any, its store is not "
                + "empty."
        ) { .count($0.figures.openDays.total) },
        Figure(
            "films_again", "Delivered again", .sum,
            "Duplicates that are the same scan delivered again, in another delivery: no further films."
        ) { .count($0.figures.filmsAgain) },
        Figure(
            "planned_value_pence", "Planned value", .sum,
            "The Cluster's price, spread evenly over its films: the share of the films due, rounded down at "
                + "each Trust."
        ) { .money($0.figures.plannedValue) },
        Figure(
            "earned_value_pence", "Earned value", .sum,
            "The same share of the films earned: never more than the price."
        ) { .money($0.figures.earnedValue) },
        Figure(
            "earned_films", "Films earned", .sum,
            "Films verified, of each Trust at most its films to migrate."
        ) { .count($0.figures.earnedFilms) },
        Figure(
            "surplus_films", "Verified beyond the plan", .sum,
            "Films verified less films to migrate, where more are verified than are planned. They bring their "
                + "benefit per film, and no earned value."
        ) { .count($0.figures.surplusFilms) },
        Figure(
            "schedule_variance_films", "Ahead or behind", .difference("earned_films", "due_films"),
            "Films earned less films due: below zero is behind."
        ) { .count($0.figures.earnedFilms - $0.figures.dueFilms) },
        Figure(
            "schedule_performance_index", "Index by value", .ratio("earned_films", "due_films"),
            "Films earned over films due: earned over planned value. 1 is on plan, less is behind; empty "
                + "while nothing is due."
        ) { .optional($0.schedulePerformanceIndex) },
        Figure(
            "earned_schedule_months", "Earned schedule", .own,
            "How many months of the plan the films earned are worth, by the schedule as far as each Trust has the "
                + "films; empty while nothing is due and nothing is verified."
        ) { .optional($0.earnedScheduleMonths) },
        Figure(
            "months_elapsed", "Months gone by", .own,
            "Months since the plan's first, whenever films are scheduled, the running one by its days; they end "
                + "with the day on which the unit was done."
        ) { .quotient($0.monthsElapsed) },
        Figure(
            "schedule_performance_index_time", "Index by time",
            .ratio("earned_schedule_months", "months_elapsed"),
            "Earned schedule over months gone by. It still tells a late migration when the index by value "
                + "nears 1 at the end."
        ) { .optional($0.timePerformanceIndex) },
        Figure(
            "not_received_films", "Expected, not received", .sum,
            "Films to migrate less films received, where more are planned than came; the same scan delivered again is "
                + "not received twice."
        ) { .count($0.figures.notReceivedFilms) },
        Figure(
            "unexpected_films", "Received beyond the plan", .sum,
            "Films received less films to migrate, where more came than are planned; the same scan delivered again is "
                + "not received twice."
        ) { .count($0.figures.unexpectedFilms) },
    ]
}
