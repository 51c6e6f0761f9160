package import FilmModel

/// One row of `days.csv`: contractor days that a Trust books for an activity.
package struct DayLine: Sendable, Hashable {
    package var trust: TrustID
    package var activity: String
    package var days: Int

    package init(trust: TrustID, activity: String, days: Int) {
        self.trust = trust
        self.activity = activity
        self.days = days
    }
}
