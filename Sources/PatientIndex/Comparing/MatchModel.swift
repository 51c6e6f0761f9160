/// The rates from which the weights come: for each level of each field how often it is seen where label and
/// person are one (m), and where they are two (u).
///
/// Levels that can only be told of a certain kind of value (an initial, a partial date) have rates among
/// values of that kind.
package struct MatchModel: Sendable, Equatable {
    struct Rates: Sendable, Equatable {
        var m: Double
        var u: Double
    }

    /// Neither a probability of 0 nor one of 1: no single field decides for ever.
    static let floor = 1e-6

    private var rates: [Rates]
    /// Where the rates come from, for the evidence: `default`, or the training that gave them.
    package var name: String

    init(name: String, _ table: [(Field, Level, Double, Double)]) {
        self.name = name
        rates = Array(
            repeating: Rates(m: Self.floor, u: Self.floor), count: Field.allCases.count * Level.allCases.count
        )
        for (field, level, m, u) in table { self[field, level] = Rates(m: m, u: u) }
    }

    func rates(_ field: Field, _ level: Level) -> Rates { rates[Weights.index(field, level)] }

    subscript(_ field: Field, _ level: Level) -> Rates {
        get { rates[Weights.index(field, level)] }
        set {
            rates[Weights.index(field, level)] = Rates(
                m: min(max(newValue.m, Self.floor), 1), u: min(max(newValue.u, Self.floor), 1))
        }
    }

    /// The shipped rates: decisions are the same everywhere until somebody trains. Where they come from is
    /// docs/decisions/0010.
    package static let shipped = MatchModel(
        name: "default",
        [
            (.national, .exact, 0.90, 1e-8), (.national, .edit, 0.07, 3e-7),
            (.national, .otherValid, 0.01, 0.95),
            (.national, .other, 0.02, 0.05),
            (.local, .exact, 0.90, 1e-6), (.local, .otherIssuer, 0.01, 3e-6), (.local, .edit, 0.06, 3e-5),
            (.local, .other, 0.04, 0.95),
            (.family, .exact, 0.87, 1.5e-3), (.family, .former, 0.03, 2e-4), (.family, .part, 0.02, 1.5e-3),
            (.family, .swapped, 0.01, 2e-5), (.family, .close, 0.05, 1.5e-3), (.family, .fair, 0.012, 2e-3),
            (.family, .weak, 0.012, 0.06), (.family, .other, 0.04, 0.94),
            (.given, .exact, 0.84, 7e-3), (.given, .form, 0.05, 6e-3), (.given, .middle, 0.015, 0.006),
            (.given, .initial, 0.9, 0.09), (.given, .swapped, 0.6, 0.6), (.given, .close, 0.05, 2.5e-3),
            (.given, .fair, 0.014, 5e-3), (.given, .weak, 0.012, 0.08), (.given, .otherInitial, 0.02, 0.91),
            (.given, .other, 0.015, 0.90),
            (.birth, .exact, 0.93, 3.7e-5), (.birth, .yearMonth, 0.97, 1.1e-3), (.birth, .year, 0.97, 1.4e-2),
            (.birth, .dayMonth, 0.97, 2.8e-3), (.birth, .swapped, 0.012, 2e-5),
            (.birth, .edit, 0.035, 1.1e-3),
            (.birth, .twoParts, 0.01, 3.5e-3), (.birth, .sameYear, 0.002, 0.011),
            (.birth, .nearYear, 0.002, 0.026),
            (.birth, .otherPartial, 0.03, 0.98), (.birth, .other, 0.009, 0.96),
            (.sex, .exact, 0.992, 0.5), (.sex, .other, 0.008, 0.5),
            (.postcode, .exact, 0.74, 1e-4), (.postcode, .edit, 0.06, 3e-4), (.postcode, .sector, 0.02, 3e-4),
            (.postcode, .district, 0.03, 1.5e-3), (.postcode, .outward, 0.8, 1.5e-3),
            (.postcode, .area, 0.06, 0.015),
            (.postcode, .other, 0.09, 0.98),
            (.address, .exact, 0.62, 1e-5), (.address, .close, 0.17, 3e-4), (.address, .fair, 0.06, 0.008),
            (.address, .weak, 0.04, 0.05), (.address, .other, 0.11, 0.94),
            (.town, .exact, 0.80, 5e-3), (.town, .close, 0.05, 2e-3), (.town, .other, 0.15, 0.99),
        ])
}
