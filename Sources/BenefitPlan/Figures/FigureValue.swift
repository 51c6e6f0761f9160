/// A value of a report, with its kind, so that every form writes it in its own way and none computes it.
package enum FigureValue: Sendable, Hashable {
    case text(String)
    case count(Int)
    case money(Pence)
    case quotient(Double)
    case month(Month)
    case day(CalendarDay)
    case flag(Bool)
    /// Nothing is known: null, an empty cell, a dash.
    case none

    static func optional(_ value: Double?) -> FigureValue { value.map { .quotient($0) } ?? .none }
    static func optional(_ value: Pence?) -> FigureValue { value.map { .money($0) } ?? .none }
    static func optional(_ value: Month?) -> FigureValue { value.map { .month($0) } ?? .none }
    static func optional(_ value: CalendarDay?) -> FigureValue { value.map { .day($0) } ?? .none }
    static func optional(_ value: Int?) -> FigureValue { value.map { .count($0) } ?? .none }

    /// As a person reads it.
    package var shown: String {
        switch self {
        case .text(let text): text
        case .count(let count): PageNumber.films(count)
        case .money(let pence): pence.text
        case .quotient(let value): PageNumber.quotient(value, decimals: 2)
        case .month(let month): month.text
        case .day(let day): day.text
        case .flag(let flag): flag ? "yes" : "no"
        case .none: "–"
        }
    }

    /// As a machine reads it in a CSV file: pounds with two decimals, ISO dates.
    package var plain: String {
        switch self {
        case .text(let text): text
        case .count(let count): String(count)
        case .money(let pence): pence.plain
        case .quotient(let value): String(value)
        case .month(let month): month.description
        case .day(let day): day.description
        case .flag(let flag): flag ? "yes" : "no"
        case .none: ""
        }
    }
}

extension FigureValue: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .count(let count): try container.encode(count)
        case .money(let pence): try container.encode(pence)
        case .quotient(let value): try container.encode(value)
        case .month(let month): try container.encode(month)
        case .day(let day): try container.encode(day)
        case .flag(let flag): try container.encode(flag)
        case .none: try container.encodeNil()
        }
    }
}
