/// The months in which the last film will be verified, with a chance of 50 and of 85 in a hundred. Null
/// where nothing is forecast: never a guess.
package struct Forecast: Sendable, Hashable, Codable {
    package let p50: Month?
    package let p85: Month?

    package static let none = Forecast(p50: nil, p85: nil)

    package init(p50: Month?, p85: Month?) {
        self.p50 = p50
        self.p85 = p85
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(p50, forKey: .p50)
        try container.encode(p85, forKey: .p85)
    }

    enum CodingKeys: String, CodingKey { case p50, p85 }
}
