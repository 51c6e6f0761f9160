package import FilmModel

/// One row of `schedule.csv`: the films that a Trust plans to have verified in a month.
package struct ScheduleLine: Sendable, Hashable {
    package var trust: TrustID
    package var month: Month
    package var plannedFilms: Int

    package init(trust: TrustID, month: Month, plannedFilms: Int) {
        self.trust = trust
        self.month = month
        self.plannedFilms = plannedFilms
    }
}
