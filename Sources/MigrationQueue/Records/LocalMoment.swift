package import FilmModel
package import Foundation

/// A moment by the wall clock: which day of the week, and how many minutes after midnight.
package struct LocalMoment: Sendable, Hashable {
    package let weekday: Weekday
    package let minute: Int

    /// The clock's time in a zone, by the zone's own rules for that moment.
    package init(_ moment: Timestamp, in zone: TimeZone) {
        let offset = Int64(zone.secondsFromGMT(for: moment.date))
        let minutes = (moment.milliseconds / 1000 + offset) / 60
        let days = minutes / 1440
        // 1970-01-01 was a Thursday.
        weekday = Weekday.allCases[Int((days + 3) % 7)]
        minute = Int(minutes % 1440)
    }

    /// The zone in which hours are meant; nil where the machine's zone data are missing.
    package static var london: TimeZone? { Timestamp.london }
}
