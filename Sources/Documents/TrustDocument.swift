import FilmModel
package import MigrationQueue

/// A tenant, for `trust list`.
package struct TrustDocument: Encodable {
    package let trust: String
    package let name: String
    package let weight: Int
    package let maxInFlight: Int?
    package let paused: Bool

    package init(_ record: TrustRecord) {
        trust = record.trust.code
        name = record.name
        weight = record.weight
        maxInFlight = record.maxInFlight
        paused = record.paused
    }

    enum CodingKeys: String, CodingKey {
        case trust, name, weight, paused
        case maxInFlight = "max_in_flight"
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(trust, forKey: .trust)
        try values.encode(name, forKey: .name)
        try values.encode(weight, forKey: .weight)
        try values.encode(maxInFlight, forKey: .maxInFlight)
        try values.encode(paused, forKey: .paused)
    }
}
