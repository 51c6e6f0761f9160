import FilmModel

/// What has been released, and what will it be at the year's end?
extension Answers.Source {
    /// Released is what verified films prove, and what a named person has confirmed; what follows the plan's
    /// dates alone is said apart.
    var released: [String] {
        get throws(MoneyOverflow) {
            let figures = row.figures
            let proven = figures.provenByFilms.cashReleasing
            let confirmed = figures.confirmed.cashReleasing
            let unconfirmed = try figures.unconfirmed(.cashReleasing)
            var lines = [
                "\(try (proven + confirmed).text) of cash-releasing benefit, of "
                    + "\(figures.plannedToDate.cashReleasing.text) planned by now and "
                    + "\(figures.planned.cashReleasing.text) in all.",
                "Proven by films: \(proven.text), from verified films and empty stores.",
            ]
            if confirmed > .zero {
                lines.append("By the plan's dates and confirmed: \(confirmed.text), by \(confirmers).")
            }
            if unconfirmed > .zero {
                lines.append(
                    "By the plan's dates and not confirmed: \(unconfirmed.text). No film can prove it, and it is "
                        + "not counted as released.")
            }
            let outside = figures.outlook.outside
            if outside != .zero { lines.append("\(outside.text) of it came outside the plan's months.") }
            lines += stores
            lines.append(
                "Not cash, and not included in the figures above: \(figures.realised.nonCash.text) non-cash, "
                    + "\(figures.realised.societal.text) societal.")
            let (time, society) = (try figures.unconfirmed(.nonCash), try figures.unconfirmed(.societal))
            if time > .zero || society > .zero {
                lines.append(
                    "Of these, \(time.text) and \(society.text) follow the plan's dates, and nobody has confirmed them."
                )
            }
            return lines
        }
    }

    /// Which stores are empty, and by which films; and paper that is still there.
    private var stores: [String] {
        let empty = trusts.compactMap { row in row.figures.emptiedBy.map { (row: row, by: $0) } }
            .sorted { ($1.by.duplicates, $0.row.code) < ($0.by.duplicates, $1.row.code) }
        var lines: [String] = []
        if !empty.isEmpty {
            let texts = empty.map { "\(Self.name($0.row)) by \($0.by.text)" }
            lines.append("Empty stores: \(GateJudge.list(texts, most: 3, separator: "; ")).")
        }
        if row.figures.filmsAgain > 0, let duplicates = row.figures.films?[.duplicate] {
            let again = row.figures.filmsAgain
            lines.append(
                "\(GateJudge.count(duplicates, "film is a duplicate", "films are duplicates")), of which "
                    + "\(PageNumber.films(again)) \(again == 1 ? "is" : "are") the same scan delivered again, which is "
                    + "no further film.")
        }
        if let kept = row.figures.paperKept, kept > 0 {
            lines.append(
                "The paper of \(GateJudge.count(kept, "verified film")) is still kept for remarks on the scans."
            )
        }
        return lines
    }

    private func comeAndComing(_ open: Pence) throws(MoneyOverflow) -> String {
        let come = try row.figures.unconfirmed(.cashReleasing)
        return "\(come.text) due by now, \(try (open - come).text) to come"
    }

    private var confirmers: String {
        let names = dated.filter { $0.line.benefitClass == .cashReleasing && $0.confirmed > .zero }
            .compactMap(\.confirmation?.name)
        return GateJudge.list(Set(names).sorted())
    }

    /// Without a forecast there is no range: only what has come, and what the plan dates.
    var yearEnd: [String] {
        get throws(MoneyOverflow) {
            let difference = try row.expectedAtYearEnd50 - row.plannedAtYearEnd
            let state =
                difference == .zero
                ? "as planned"
                : difference < .zero
                    ? "\(try (Pence.zero - difference).text) less" : "\(difference.text) more"
            let outlook = row.figures.outlook
            let open = row.unconfirmedAtYearEnd
            let planned =
                ", of \(row.plannedAtYearEnd.text) planned: \(state)"
                + (open > .zero ? ", if what nobody has confirmed comes." : ".")
            // What stands in the sentence before and has no proof.
            let apart =
                open > .zero
                ? [
                    "Of it, \(open.text) follows the plan's dates and is not confirmed (\(try comeAndComing(open))): no "
                        + "film can prove it."
                ] : []
            guard outlook.forecastTrusts > 0 else {
                return [
                    "By \(row.yearEnd.text): \(row.expectedAtYearEnd50.text) of cash-releasing benefit without a "
                        + "further film\(planned)",
                    "There is no forecast: only what has come and what the plan dates is counted.",
                ] + apart
            }
            let cautious =
                row.forecast.p50 == nil || row.expectedAtYearEnd85 == row.expectedAtYearEnd50
                ? "" : " (cautiously \(row.expectedAtYearEnd85.text))"
            var lines =
                [
                    "By \(row.yearEnd.text): \(row.expectedAtYearEnd50.text) of cash-releasing benefit "
                        + "expected\(cautious)\(planned)"
                ] + apart
            if outlook.forecastTrusts < outlook.trusts {
                lines.append(
                    "For \(GateJudge.count(outlook.trusts - outlook.forecastTrusts, "Trust")) without a forecast, "
                        + "only what the plan dates is counted.")
            }
            return lines
        }
    }
}
