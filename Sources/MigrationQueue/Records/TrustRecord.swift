package import FilmModel

/// A tenant, its share and its limits.
package struct TrustRecord: Sendable, Hashable {
    package var trust: TrustID
    package var name: String
    /// Its share of the work while others have work too; 1 or more.
    package var weight: Int
    /// The most films of this Trust that may be in flight at once; nil: no limit of its own.
    package var maxInFlight: Int?
    package var paused: Bool

    package init(trust: TrustID, name: String, weight: Int = 1, maxInFlight: Int? = nil, paused: Bool = false)
    {
        self.trust = trust
        self.name = name
        self.weight = weight
        self.maxInFlight = maxInFlight
        self.paused = paused
    }
}
