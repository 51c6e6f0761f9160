/// Earned schedule: how many months of the plan the verified films are worth.
///
/// ES = N + (EV − PV(N)) / (PV(N+1) − PV(N)), with EV the films earned, PV(n) the films planned by the end of the
/// plan's month n, and N the last month with PV(N) ≤ EV, at most the schedule's last. Month 1 is the plan's first
/// for everybody: films that are scheduled before it are due at its beginning (PV(0)), and move no one's time.
/// Months in which nothing is planned before the first films so count as kept.
struct EarnedSchedule {
    /// Nil where nothing is scheduled from the plan's first month on. No month after `last` is earned: a month
    /// that is mistyped by decades would otherwise make the years before it count as kept.
    static func months(earned: Int, schedule: FilmSchedule, start: Month, last: Month) -> Double? {
        guard let end = schedule.lastMonth, end >= start else { return nil }
        var planned = schedule.cumulative(through: start.advanced(by: -1))
        guard earned >= planned, last >= start else { return 0 }
        var kept = 0
        for month in start...min(end, last) {
            let next = planned + schedule[month]
            guard next > earned else {
                planned = next
                kept += 1
                continue
            }
            return Double(kept) + Double(earned - planned) / Double(next - planned)
        }
        return Double(kept)
    }
}
