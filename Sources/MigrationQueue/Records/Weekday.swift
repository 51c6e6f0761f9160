/// A day of the week, from Monday (ISO 8601).
package enum Weekday: Int, Sendable, CaseIterable, Comparable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// Three letters, as commands take and print it: `mon`.
    package var name: String { String("\(self)".prefix(3)) }

    package init?(name: some StringProtocol) {
        guard let day = Self.allCases.first(where: { $0.name == name.lowercased() }) else { return nil }
        self = day
    }

    /// The day before this one.
    package var before: Self { Self.allCases[(rawValue + 6) % 7] }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
