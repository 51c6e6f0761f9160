package import FoundationEssentials

/// A moment in UTC, in whole milliseconds since 1970: what the ledger keeps and the JSON documents print.
package struct Timestamp: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The moment of the wall clock.
    package static func now() -> Self {
        Self(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// Reads RFC 3339, with or without fractions of a second.
    package init?(rfc3339 text: String) {
        let style = Date.ISO8601FormatStyle(timeZone: .gmt)
        guard let date = (try? style.parse(text)) ?? (try? style.year().month().day().parse(text)) else {
            return nil
        }
        self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }

    /// RFC 3339 in UTC, to the second: `2026-11-24T09:30:00Z`.
    package var description: String { date.formatted(Date.ISO8601FormatStyle(timeZone: .gmt)) }

    /// The day in UTC, `YYYY-MM-DD`.
    package var day: String { String(description.prefix(10)) }

    package func adding(seconds: Double) -> Self {
        Self(milliseconds: milliseconds + Int64((seconds * 1000).rounded()))
    }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Timestamp(rfc3339: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a time"))
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
