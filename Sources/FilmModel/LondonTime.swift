package import Foundation

/// Days as people in London count them: reports, plans and signatures go by them, whatever the machine's zone.
extension Timestamp {
    /// The zone in which hours and days are meant. Nil where the machine's zone data are missing: then every
    /// hour would silently be GMT.
    package static let london: TimeZone? = {
        guard let zone = TimeZone(identifier: "Europe/London") else { return nil }
        // 2026-07-01, noon: summer time.
        let summer = Date(timeIntervalSince1970: 1_782_907_200)
        return zone.secondsFromGMT(for: summer) == 3600 ? zone : nil
    }()

    /// The day in London, `YYYY-MM-DD`. Without zone data it is the day in UTC; reports are refused then.
    package var londonDay: String { local.day }

    /// Days since 1970 by London's clock.
    package var londonDayNumber: Int64 {
        let (days, rest) = local.milliseconds.quotientAndRemainder(dividingBy: Self.dayLength)
        return rest < 0 ? days - 1 : days
    }

    /// The last millisecond of a day (`YYYY-MM-DD`) in London; nil where that is no day.
    package static func end(ofLondonDay day: String) -> Timestamp? {
        guard let midnight = Timestamp(rfc3339: day + "T00:00:00Z") else { return nil }
        let next = Timestamp(milliseconds: midnight.milliseconds + dayLength)
        // Clocks change at 01:00 UTC, so one offset holds from midnight in London to midnight in UTC.
        return Timestamp(milliseconds: next.milliseconds - next.londonOffset - 1)
    }

    /// The same reading of a clock that shows UTC.
    private var local: Timestamp { Timestamp(milliseconds: milliseconds + londonOffset) }

    /// By how much London's clock is ahead of UTC, in milliseconds.
    private var londonOffset: Int64 { Int64(Self.london?.secondsFromGMT(for: date) ?? 0) * 1000 }

    private static let dayLength: Int64 = 86_400_000
}
