/// How many films are in each state. `received` is their sum by definition, so that the identity of
/// INTERFACES (received = the seven states) can only break where films are counted, never where it is shown.
package struct StateCounts: Sendable, Hashable, Codable {
    private var counts: [FilmState: Int]

    package init(_ counts: [FilmState: Int] = [:]) { self.counts = counts }

    package subscript(_ state: FilmState) -> Int {
        get { counts[state, default: 0] }
        set { counts[state] = newValue }
    }

    package var received: Int { counts.values.reduce(0, +) }

    /// Films whose way is not ended and that no person holds up.
    package var underWay: Int { self[.queued] + self[.inFlight] + self[.delivered] }

    package static func + (left: Self, right: Self) -> Self {
        Self(left.counts.merging(right.counts, uniquingKeysWith: +))
    }

    private enum Key: String, CodingKey {
        case received, queued, held, rejected, duplicate, delivered, verified
        case inFlight = "in_flight"

        static func of(_ state: FilmState) -> Key {
            switch state {
            case .queued: .queued
            case .inFlight: .inFlight
            case .held: .held
            case .rejected: .rejected
            case .duplicate: .duplicate
            case .delivered: .delivered
            case .verified: .verified
            }
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        var counts: [FilmState: Int] = [:]
        for state in FilmState.allCases { counts[state] = try container.decode(Int.self, forKey: .of(state)) }
        self.counts = counts
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(received, forKey: .received)
        for state in FilmState.allCases { try container.encode(self[state], forKey: .of(state)) }
    }
}
