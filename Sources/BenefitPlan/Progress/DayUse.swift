package import FilmModel

/// Contractor days that were used: by a Trust, for an activity, up to a day.
package struct DayUse: Sendable, Hashable, Codable {
    package let trust: TrustID
    package let activity: String
    package let day: CalendarDay
    package let days: Int

    package init(trust: TrustID, activity: String, day: CalendarDay, days: Int) {
        self.trust = trust
        self.activity = activity
        self.day = day
        self.days = days
    }
}
