package import FilmModel

/// Contractor days that were used: by a Trust, for an activity, up to a day.
package struct DayUse: Sendable, Hashable, Codable {
    package let trust: TrustID
    package let activity: String
    package let day: CalendarDay
    package let days: Int

    /// The most days of one line.
    package static let most = 100_000

    /// What a person who enters days should look at again: activities that the plan does not book, and lines
    /// that are there already.
    package static func remarks(on uses: [DayUse], plan: Plan, before: [DayUse]) -> [String] {
        let booked = Set(plan.days.map(\.activity))
        let names = Set(booked.map { SameName.key($0) })
        var remarks = Set(uses.map(\.activity)).filter { !names.contains(SameName.key($0)) }.sorted().map {
            let hint = Nearness.nearest(to: $0, among: booked.sorted()).map { "; \($0) is meant?" } ?? ""
            return "days.csv books no \(PlanFault.quoted($0))" + hint
        }
        let known = Set(before)
        let again = uses.filter(known.contains).count
        if again > 0 {
            remarks.append(
                "\(again) of \(GateJudge.count(uses.count, "line")) "
                    + "\(again == 1 ? "says" : "say") what was entered before; if that was by mistake, take the "
                    + "days back with `plan days --days -N`")
        }
        return remarks
    }

    /// How many days of this Trust and activity were entered up to the day of a line that takes back more than that, on
    /// that day or on a later one; nil where there are enough.
    package func overdrawn(_ before: [DayUse]) -> Int? {
        guard days < 0 else { return nil }
        let own = before.filter {
            $0.trust == trust && SameName.key($0.activity) == SameName.key(activity)
        }
        let sums = Set(own.map(\.day).filter { $0 > day } + [day]).map { last in
            own.reduce(0) { $1.day <= last ? $0 + $1.days : $0 }
        }
        guard let least = sums.min(), least + days < 0 else { return nil }
        return max(0, least)
    }

    package init(trust: TrustID, activity: String, day: CalendarDay, days: Int) {
        self.trust = trust
        self.activity = activity
        self.day = day
        self.days = days
    }
}
