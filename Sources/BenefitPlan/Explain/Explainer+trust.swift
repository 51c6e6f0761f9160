import FilmModel

/// What a Trust's own figures are made of.
extension Explainer {
    func trust(_ figure: Figure) -> (String, [Input]) {
        let figures = row.figures
        switch figure.key {
        case "planned_films":
            return ("films_to_migrate", [planned("films_to_migrate", .count(figures.plannedFilms))])
        case "scheduled_films":
            return ("the sum of planned_films over all months", schedule { figures.schedule[$0] })
        case "due_films":
            return (
                "whole months that are over, and ⌊films × days / days of the month⌋ of the running one, at most "
                    + "planned_films in all",
                schedule { figures.schedule.due(in: $0, by: report.asOf) } + self.figures(["planned_films"])
            )
        case "verified_films", "accounted_films":
            return films(figure.key == "verified_films" ? figures.verifiedDays : figures.accountedDays)
        case "paper_kept_films":
            return ("verified films with a remark that keep_paper_for names, and no `film looked`", [])
        case "remaining_films":
            return (
                figures.plannedFilms > 0
                    ? "max(0, planned_films − verified_films − accounted_films, open_films): films that came and are "
                        + "open are still in the store" : "0: the Trust has no films to migrate",
                self.figures(["planned_films", "verified_films", "accounted_films", "open_films"])
            )
        case "open_films": return films(figures.openDays)
        case "films_again":
            return ("duplicates with the very scan of a film of another delivery, up to the day", [])
        case "missing_films":
            return (
                "of planned_films − verified_films − accounted_films at most: rejected + duplicate − accounted_films − "
                    + "films_again",
                self.figures(["planned_films", "verified_films", "accounted_films", "films_again"])
                    + [FilmState.rejected, .duplicate].map {
                        Input(name: $0.rawValue, value: .optional(figures.films?[$0]), source: "the ledger")
                    }
            )
        case "planned_value_pence":
            return value("due_films", ["due_films"])
        case "earned_value_pence": return value("earned_films", ["earned_films"])
        case "earned_films":
            return (
                "min(verified_films, planned_films)", self.figures(["verified_films", "planned_films"])
            )
        case "surplus_films":
            return (
                "max(0, verified_films − planned_films)", self.figures(["verified_films", "planned_films"])
            )
        case "not_received_films", "unexpected_films":
            return (
                figure.key == "not_received_films"
                    ? "max(0, planned_films − (received − films_again))"
                    : "max(0, received − films_again − planned_films)",
                self.figures(["planned_films", "films_again"])
                    + [
                        Input(
                            name: "received", value: .count(figures.films?.received ?? 0),
                            source: "the ledger")
                    ]
            )
        case "contractor_days":
            return (
                "the sum of days",
                report.plan.days.filter { $0.trust.code == row.code }.map {
                    Input(name: $0.activity, value: .count($0.days), source: "days.csv, \(row.code)")
                }
            )
        case "contractor_days_used":
            return (
                "the sum of days used up to the day",
                [
                    Input(name: "days used", value: .count(figures.daysUsed), source: "plan days")
                ]
            )
        case "contractor_days_earned":
            return (
                "⌊contractor_days × earned_films / planned_films⌋",
                self.figures(["contractor_days", "earned_films", "planned_films"])
            )
        case "participating_trusts", "forecast_trusts":
            return (
                "1 for each Trust that \(figure.key == "forecast_trusts" ? "has a forecast" : "takes part")",
                []
            )
        default: return benefits(figure)
        }
    }

    private func schedule(_ films: (Month) -> Int) -> [Input] {
        report.plan.schedule.filter { $0.trust.code == row.code }.sorted { $0.month < $1.month }.map {
            Input(
                name: $0.month.description, value: .count(films($0.month)),
                source: "schedule.csv, \(row.code) \($0.month)")
        }
    }

    private func films(_ days: FilmDays) -> (String, [Input]) {
        let months = days.months
        guard let first = months.firstMonth, let last = months.lastMonth else { return ("none yet", []) }
        return (
            "films that entered the state less those that left it, up to the day",
            (first...last).filter { months[$0] != 0 }.map {
                Input(name: $0.description, value: .count(months[$0]), source: "the ledger's history")
            }
        )
    }

    private func value(_ films: String, _ keys: [String]) -> (String, [Input]) {
        guard let sha = report.plan.shas.first(where: { $0.code == row.parent }),
            let cluster = report.plan.clusters.first(where: { $0.code == sha.cluster }),
            let above = report.clusters.first(where: { $0.code == cluster.code })
        else { return ("", []) }
        return (
            "⌊lsp_price × \(films) / films of the Cluster⌋, in pence",
            [
                Input(
                    name: "lsp_price", value: .money(cluster.lspPrice),
                    source: "clusters.csv, \(cluster.code)"),
                Input(
                    name: "films of the Cluster", value: .count(above.figures.plannedFilms),
                    source: "report explain \(cluster.code).planned_films"),
            ] + figures(keys)
        )
    }

    /// Every line that enters the figure, with what it brings.
    private func benefits(_ figure: Figure) -> (String, [Input]) {
        guard let id = TrustID(row.code), let trust = report.plan.trusts.first(where: { $0.id == id }),
            let cluster = report.plan.cluster(of: trust)
        else { return ("", []) }
        let key = figure.key
        let wanted: BenefitClass =
            key.contains("non_cash")
            ? .nonCash
            : key.contains("societal")
                ? .societal
                : .cashReleasing
        let lines = report.lines.plannedBenefits(of: trust, in: cluster)
            .filter { $0.line.benefitClass == wanted }
        func inputs(_ amount: (PlannedBenefit) throws -> Pence) -> [Input] {
            lines.map { planned in
                let line = planned.line
                let value = (try? amount(planned)).map { FigureValue.money($0) } ?? .none
                return Input(
                    name: "\(line.benefit) (\(line.trigger.rawValue) \(line.amount.text))", value: value,
                    source: "benefits.csv, \(row.code) \(line.benefit)")
            }
        }
        if key.hasSuffix("_to_date_pence") {
            return ("Σ lines: planned up to the day", inputs { try $0.total(by: report.asOf) })
        }
        if key.hasPrefix("planned_") && key != "planned_year_end_pence" {
            return (
                "Σ lines: planned in the months \(cluster.startMonth) to \(cluster.endMonth)",
                inputs { try $0.total() }
            )
        }
        if key == "waiting_for_missing_cash_releasing_pence" {
            return (
                "Σ store_empty lines while missing_films is above 0",
                figures(["missing_films"])
                    + inputs {
                        $0.line.trigger == .storeEmpty && row.figures.missingFilms > 0
                            ? $0.line.amount : .zero
                    }
            )
        }
        if key.hasPrefix("realised_") { return realised(key, inputs, trust) }
        return outlook(figure, inputs, cluster, trust)
    }

    private func realised(
        _ key: String, _ inputs: ((PlannedBenefit) throws -> Pence) -> [Input], _ trust: Trust
    ) -> (String, [Input]) {
        func come(_ planned: PlannedBenefit) -> RealisedBenefit { row.figures.realised(planned.line, trust) }
        func confirmed(_ planned: PlannedBenefit) throws -> Pence {
            guard let through = report.progress.confirmation(of: planned)?.through else { return .zero }
            return try come(planned).total(by: min(report.asOf, CalendarDay(endOf: through)))
        }
        switch key {
        case "realised_by_films_cash_releasing_pence":
            return (
                "Σ per_film and store_empty lines: realised up to the day",
                inputs { $0.line.trigger.isProvenByFilms ? try come($0).total(by: report.asOf) : .zero }
            )
        case "realised_confirmed_cash_releasing_pence":
            return ("Σ go_live and month lines: confirmed by `plan confirm`", inputs(confirmed))
        case "realised_unconfirmed_cash_releasing_pence":
            return (
                "Σ go_live and month lines: realised by the plan's dates less confirmed",
                inputs {
                    try $0.line.trigger.isProvenByFilms
                        ? .zero : come($0).total(by: report.asOf) - confirmed($0)
                }
            )
        default:
            return (
                "Σ lines: realised up to the day, of \(row.verifiedFilms) verified films",
                inputs { try come($0).total(by: report.asOf) }
            )
        }
    }

    private func outlook(
        _ figure: Figure, _ inputs: ((PlannedBenefit) throws -> Pence) -> [Input], _ cluster: Cluster,
        _ trust: Trust
    ) -> (String, [Input]) {
        let key = figure.key
        let end = key.contains("p85") ? row.forecast.p85Day : row.forecast.p50Day
        let last = key.contains("year_end") ? row.yearEnd.month : cluster.endMonth
        func expected(_ planned: PlannedBenefit) -> ExpectedBenefit {
            ExpectedBenefit(
                realised: row.figures.realised(planned.line, trust), asOf: report.asOf, end: end,
                remaining: row.figures.stillToVerify)
        }
        if key == "unconfirmed_year_end_pence" {
            return (
                "Σ go_live and month lines: expected up to \(last) by the plan's dates less confirmed",
                inputs { planned in
                    guard !planned.line.trigger.isProvenByFilms else { return .zero }
                    let all = try expected(planned).total(in: cluster.horizon, through: last)
                    guard let through = report.progress.confirmation(of: planned)?.through else { return all }
                    let come = row.figures.realised(planned.line, trust)
                    return try all - come.total(by: min(report.asOf, CalendarDay(endOf: through)))
                }
            )
        }
        if key == "outside_plan_cash_releasing_pence" {
            return (
                "Σ lines: realised up to the day, before \(cluster.startMonth) or after \(cluster.endMonth)",
                inputs { try expected($0).outside(cluster.horizon) }
            )
        }
        func plan(_ planned: PlannedBenefit) throws -> Pence {
            try Pence.sum(try cluster.horizon.filter { $0 <= last }.map { try planned.amount(in: $0) })
        }
        let day = end.map { "the last film on \($0)" } ?? "no forecast"
        if key == "planned_year_end_pence" { return ("Σ lines: planned up to \(last)", inputs(plan)) }
        if key == "not_forecast_cash_releasing_pence" {
            return (
                row.figures.outlook.notForecast == .zero
                    ? "0: the Trust has a forecast, or plans nothing more"
                    : "planned after \(report.asOf.month), since there is no forecast", []
            )
        }
        if key.hasPrefix("slip_") {
            guard row.figures.outlook.forecastTrusts > 0 else { return ("none: \(row.forecast.note)", []) }
            let rate =
                key.contains("discounted")
                ? "; each year's sum by \(DiscountTable.inForce(in: cluster.startMonth)?.name ?? "no table")"
                : ""
            return (
                "Σ lines: expected less planned, \(cluster.startMonth) to \(cluster.endMonth), \(day)\(rate)",
                inputs { try expected($0).within(cluster.horizon, through: last) - plan($0) }
            )
        }
        return (
            "Σ lines: realised up to the day, and expected up to \(last) within the plan's months, \(day)",
            inputs { try expected($0).total(in: cluster.horizon, through: last) }
        )
    }
}
