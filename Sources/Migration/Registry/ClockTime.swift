package import MigrationQueue

/// Times of the day and days of the week as people type them.
package enum ClockTime {
    /// Minutes after midnight of `HH:MM`, `00:00` to `24:00`.
    package static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.utf8.count) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0...24).contains(hour),
            (0...59).contains(minute), hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }

    /// `HH:MM` of minutes after midnight.
    package static func text(_ minute: Int) -> String {
        let (hour, rest) = (String(minute / 60), String(minute % 60))
        return "\(hour.count < 2 ? "0" : "")\(hour):\(rest.count < 2 ? "0" : "")\(rest)"
    }

    /// Days of `mon-fri`, `sat,sun`, `fri-mon`.
    package static func days(_ text: String) -> Set<Weekday>? {
        var days: Set<Weekday> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Weekday(name: $0) }
            guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil
            else { return nil }
            var day = first
            days.insert(day)
            while day != last {
                day = Weekday.allCases[(day.rawValue + 1) % 7]
                days.insert(day)
            }
        }
        return days
    }
}
