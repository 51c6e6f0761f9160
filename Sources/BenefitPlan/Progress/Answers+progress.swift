/// Are we on plan?
extension Answers.Source {
    var onPlan: [String] {
        let figures = row.figures
        let all = PageNumber.films(figures.plannedFilms)
        guard figures.dueFilms > 0 else {
            return [
                "No film is due yet; \(PageNumber.films(row.verifiedFilms)) of \(all) \(row.verifiedFilms == 1 ? "is" : "are") verified."
            ]
                + behind
        }
        var lines = [
            "\(verdict): \(GateJudge.count(figures.earnedFilms, "film")) verified; "
                + "\(GateJudge.count(figures.dueFilms, "was", "were")) due by now (index \(UnitContent.index(of: row))), "
                + "of \(all) in all."
        ]
        if figures.earnedFilms == 0 {
            // Months before the first scheduled film count as kept: no film has earned them.
            lines.append(
                "Nothing is earned yet, of \(PageNumber.quotient(row.monthsElapsed, decimals: 1)) months gone by."
            )
        } else if let earned = row.earnedScheduleMonths {
            lines.append(
                "That is worth \(PageNumber.quotient(earned, decimals: 1)) months of the plan, of "
                    + "\(PageNumber.quotient(row.monthsElapsed, decimals: 1)) months gone by.")
        }
        lines += behind
        if figures.surplusFilms > 0 {
            lines.append(
                "\(GateJudge.count(figures.surplusFilms, "more film is", "more films are")) verified than the "
                    + "plan has, and in no index.")
        }
        return lines
    }

    private var verdict: String {
        if row.hasOutlivedSchedule { return "No, the schedule has ended with films left" }
        let difference = row.figures.earnedFilms - row.figures.dueFilms
        if difference < 0, row.figures.remainingFilms == 0 { return "Yes, no film is left" }
        return difference == 0 ? "Yes, exactly" : difference > 0 ? "Yes, ahead" : "No, behind"
    }

    /// Trusts that are behind, whatever the sum above them says.
    private var behind: [String] {
        guard row.level != .trust else { return [] }
        func gap(_ trust: ReportRow) -> Int { trust.figures.dueFilms - trust.figures.earnedFilms }
        // A Trust that is done is behind nothing: a duplicate earns no film, and none is left.
        let late = trusts.filter { gap($0) > 0 && $0.figures.remainingFilms > 0 }.sorted {
            (gap($1), $0.code) < (gap($0), $1.code)
        }
        guard !late.isEmpty else { return [] }
        return ["Behind below it: \(Self.list(late) { GateJudge.count(gap($0), "film") })."]
    }
}

extension ReportRow {
    /// Whether the last month that has films is over and films are left: nothing says when they will come.
    var hasOutlivedSchedule: Bool {
        guard figures.remainingFilms > 0, let last = figures.schedule.lastMonth else { return false }
        return last < asOf.month || last == asOf.month && asOf.day == asOf.month.days
    }
}
