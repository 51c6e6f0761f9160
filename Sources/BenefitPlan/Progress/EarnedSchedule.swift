/// Earned schedule: how many months of the plan the verified films are worth.
///
/// ES = N + (EV − PV(N)) / (PV(N+1) − PV(N)), with EV the verified films, PV(n) the films planned by the end
/// of the plan's month n, PV(0) = 0, and N the last month with PV(N) ≤ EV, at most the schedule's last.
/// Months in which nothing is planned before the first films so count as kept.
struct EarnedSchedule {
    /// Nil where there is no schedule. Month 1 is `start`, or the schedule's first where that is earlier.
    static func months(verified: Int, schedule: FilmSchedule, start: Month) -> Double? {
        guard let first = schedule.firstMonth, let last = schedule.lastMonth else { return nil }
        var planned = 0
        var kept = 0
        for month in min(start, first)...last {
            let next = planned + schedule[month]
            guard next > verified else {
                planned = next
                kept += 1
                continue
            }
            return Double(kept) + Double(verified - planned) / Double(next - planned)
        }
        return Double(kept)
    }
}
